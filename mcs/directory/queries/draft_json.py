"""A draft listing in plain values, for whoever reads it outside the desk."""

from __future__ import annotations

from typing import Any

from mcs.directory.queries.draft import Draft


def draft_as_json(draft: Draft) -> dict[str, Any]:
    """What the desk shows of the draft, as JSON's types; what the message doesn't tell is "", null or an empty list.

    `facebook` is the page's address, or its name where the message only names it; `hours` has OSM's syntax, and
    `categories` are OSM tags, the main one first.
    """
    delivery = draft.delivery
    return {
        "name": draft.name,
        "description": draft.description,
        "phones": list(draft.contacts.phones),
        "email": "".join(draft.contacts.emails[:1]),
        "website": draft.contacts.website,
        "facebook": draft.contacts.facebook or draft.contacts.facebook_name,
        "address": draft.address,
        "district": draft.district.number if draft.district else None,
        "hours": draft.hours,
        "categories": [category.tag for category in (draft.category, *draft.other_categories)],
        "delivery": {
            "delivers": delivery.delivers,
            "where": delivery.where,
            "minimum": delivery.minimum,
            "fee": delivery.fee,
            "note": delivery.note,
            "comes_to_you": delivery.comes_to_you,
            "by_appointment": delivery.by_appointment,
        },
    }
