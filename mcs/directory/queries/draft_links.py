"""What a business's site, e-mail and pages say of its name by their letters: laclededouze.fr, la-roue.libre@…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from mcs.directory.queries.draft_words import MAILBOXES
from mcs.lib.contacts import Found, is_shared, website_of
from mcs.lib.french import fold

_HANDLE = re.compile(r"(?:(?<![\w.])@|\b(?:insta\w*|ig|snap\w*|tik ?tok) ?:? ?@?)([a-z0-9][\w.-]{3,40})")
MOST_WORDS = 600  # of a message, looked at


def letters_of(name: str) -> str:
    """The letters and digits of a name as a link would have them."""
    return fold(name.replace("&", " et ")).replace(" ", "")


def without_place(letters: str) -> str:
    """What is left of letters without the town or the number that pages and mailboxes add: "tymadmarseille"."""
    return re.sub(r"(?:marseille|mars|provence|paca|pro|officiel)?(?:130\d\d|\d{1,4})?$", "", letters)


def spelt_letters(found: Sequence[Found], message: str) -> tuple[str, ...]:
    """The letters of the sites, e-mails and pages of a message, without what many have in common."""
    said = []
    for each in found:
        if each.kind == "email":
            local, _, domain = each.value.partition("@")
            said += [
                *([] if fold(local) in MAILBOXES else [local]),
                *([_label(domain)] if website_of([f"https://{domain}"]) else []),
            ]
        elif each.kind == "link":
            parts = urlsplit(each.value)
            own = website_of([each.value]) and not is_shared(each.value)
            said += [_label(parts.hostname or "")] if own else [parts.path.strip("/").rpartition("/")[2]]
    said += _HANDLE.findall(message)
    letters = [letters_of(each) for each in said]
    letters += [each.replace("and", "et") for each in letters if "and" in each]  # "wok-and-go" is Wok & Go
    return tuple(dict.fromkeys(each for each in letters if len(each) >= 4))


def _label(host: str) -> str:
    """ "www.atelier-vernis.fr" → "atelier-vernis"."""
    labels = host.lower().removeprefix("www.").split(".")
    return labels[-2] if len(labels) > 1 else labels[0]


def spelt_in(message: str, spelt: Sequence[str], found: Sequence[Found] = ()) -> Iterator[str]:
    """The words of the text that have the letters of the site, the e-mail or the page: "la clé de 12", laclede12."""
    for each in found:  # the end of an address is no word of the text: "Facebook : EpicerieLePanier"
        if each.kind == "link":
            message = message[: each.start] + "\n" * (each.end - each.start) + message[each.end :]
    words = list(re.finditer(r"[^\W_]+(?:[’'&-][^\W_]+)*|&", message))[:MOST_WORDS]
    for letters in spelt:
        whole = list(_runs(message, words, letters))
        yield from whole or (_runs(message, words, without_place(letters)) if len(without_place(letters)) > 3 else ())


def _runs(message: str, words: Sequence[re.Match[str]], letters: str) -> Iterator[str]:
    """The runs of words that have exactly these letters."""
    for first in range(len(words)):
        joined = ""
        for last in range(first, min(first + 8, len(words))):
            joined += letters_of(words[last][0])
            text = message[words[first].start() : words[last].end()]
            if not letters.startswith(joined) or re.search(r"[,.:;!?()\n]", text):
                break
            is_whole = joined == letters and (last > first or text[:1].isupper())
            if is_whole and not _inside_link(message, words[first]):
                yield text


def _inside_link(message: str, word: re.Match[str]) -> bool:
    if "_" in message[word.start() : word.end() + 1]:
        return True
    around = message[max(0, word.start() - 1) : word.end() + 2]
    return bool(re.search(r"^[@./]|[@/]|\.\w", around))


def host_name(found: Sequence[Found]) -> str:
    """The business's own site, spelt as a name: "theolumiere.com" → "Theolumiere"."""
    site = website_of([each.value for each in found if each.kind == "link"])
    label = _label(urlsplit(site).hostname or "") if site else ""
    return label.replace("-", " ").title() if len(label) > 3 else ""
