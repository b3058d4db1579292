"""Phones, e-mail addresses and links, as people write them in a message, in the form we store."""

from mcs.lib.contacts.facebook_same import shares_name
from mcs.lib.contacts.finding import Contacts, Found, contacts_of, find_all, find_contacts
from mcs.lib.contacts.links import clean_link, is_facebook, is_shared, website_of
from mcs.lib.contacts.masking import mask_contacts
from mcs.lib.contacts.phones import clean_phone, find_phones, is_mobile, written_phone

__all__ = [
    "Contacts",
    "Found",
    "clean_link",
    "clean_phone",
    "contacts_of",
    "find_all",
    "find_contacts",
    "find_phones",
    "is_facebook",
    "is_mobile",
    "is_shared",
    "mask_contacts",
    "shares_name",
    "website_of",
    "written_phone",
]
