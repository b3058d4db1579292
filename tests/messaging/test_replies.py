"""What is kept of an answer by e-mail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcs.messaging.incoming import MOST_LINES, MOST_PIECES, read_mail
from mcs.messaging.replies import text_of_html, written_part

OWN = "Oui, mardi me va.\n\nMerci !"
OURS = "##- Écrivez votre réponse au-dessus de cette ligne -##\n\nKarim L. vous a écrit :\nÀ mardi ?"
QUOTED = "\n".join(f"> {line}" for line in OURS.split("\n"))
AT, BY = "Le mar. 3 nov. 2026 à 10:22", "Karim L. <bonjour@network.example>"
HEADERS = f"De : {BY}\nEnvoyé : mardi 3 novembre 2026 10:22\nÀ : Nadia\nObjet : Karim L. vous a écrit\n"
QUOTES = {
    "gmail": f"{AT}, Karim L. (Marseille Connection Sud) <\nbonjour@network.example> a écrit :\n\n{QUOTED}",
    "gmail english": f"On Tue, Nov 3, 2026 at 10:22 AM Karim L. <bonjour@network.example> wrote:\n\n{QUOTED}",
    "apple": f"Envoyé de mon iPhone\n\n> {AT}, {BY} a écrit :\n> \n{QUOTED}",
    "outlook": f"{'_' * 32}\n{HEADERS}\n{OURS}",
    "outlook without a line": f"{HEADERS}\n{OURS}",
    "orange": f"> Message du 03/11/26 10:22\n> De : Karim L.\n{QUOTED}",
    "free": f'----- Mail original -----\nDe: "Karim L." <bonjour@network.example>\nÀ: "Nadia"\n\n{OURS}',
    "outlook.com": f"-----Message d’origine-----\nDe : Karim L.\n\n{OURS}",
    "thunderbird": f"Le 03/11/2026 à 10:22, Karim L. a écrit :\n{QUOTED}",
    "android": f"Envoyé depuis mon appareil Galaxy\n\n-------- Message d'origine --------\nDe : Karim L.\n\n{OURS}",
    "signature": "-- \nNadia Benali\n06 12 34 56 78\nnadia@network.example",
    "only our line": OURS,
    "nothing": "",
}


@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES)
def test_quotes_and_signatures_are_cut(quote: str) -> None:
    assert written_part(f"{OWN}\n\n{quote}") == OWN


def test_answer_under_the_quote_is_kept() -> None:
    assert written_part(f"Le 3 nov. 2026 à 10:22, Karim L. a écrit :\n{QUOTED}\n\n{OWN}\n\n--\nNadia") == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Le plombier a écrit qu’il passe mardi.",
        "De : chez moi, c’est à dix minutes.",
        "Rendez-vous :\n- mardi\n- ou jeudi",
        "Date : mardi\nÀ : 10 h",
        "Il m’a écrit hier, je vous dis demain.",
    ],
)
def test_ordinary_sentences_are_not_cut(text: str) -> None:
    assert written_part(text) == text


def test_quote_alone_says_nothing() -> None:
    assert written_part(QUOTES["thunderbird"]) == ""
    assert written_part("\n\n") == ""


@pytest.mark.parametrize(
    "hostile",
    ["On a " * 60_000, "Le a écrit " * 20_000, "> " * 100_000, "De : a\n" * 50_000, "\n \n" * 90_000, "_" * 200_000],
)
def test_hostile_texts_are_read_all_the_same(hostile: str) -> None:
    assert len(written_part(hostile)) <= len(hostile)


@given(st.text(max_size=2_000))
def test_what_is_kept_stands_in_what_came(text: str) -> None:
    assert set(written_part(text).split()) <= set(text.split())


def test_html_gives_its_words_without_quotes() -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><div>Oui,&nbsp;mardi   me <b>va</b>.<br>Merci&nbsp;!</div>"
        '<div class="gmail_quote"><div>Le 3 nov. a écrit :</div><blockquote>À mardi ?</blockquote></div>'
        "<blockquote>Encore <blockquote>dedans</blockquote> dehors</blockquote><p>Nadia</p></body>"
    )
    assert text_of_html(html) == "Oui, mardi me va.\nMerci !\n\nNadia"


@given(st.text(alphabet="<>/= abdiv\"'&;!-", max_size=500))
def test_any_html_is_read(html: str) -> None:
    assert isinstance(text_of_html(html), str)


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_as_an_email(raw: bytes) -> None:
    assert len(read_mail(raw).text) <= 5000


MIXED = b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
BROKEN = {
    "boundary missing": b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nbonjour",
    "boundary never closed": MIXED + b"--x\r\nContent-Type: text/plain\r\n\r\nbonjour",
    "base64 that is none": b"Content-Transfer-Encoding: base64\r\n\r\n@@@@",
    "charset that is none": b'Content-Type: text/plain; charset="x-klingon"\r\n\r\nbonjour',
    "headers of nonsense": b'From: =?x?q?=FF?= <\xff\xfe>\r\nContent-Type: /;;="\r\nMessage-ID: \r\n\r\nbonjour',
    "nested without end": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level) for level in range(3_000)
    ),
    "many parts": MIXED + b"--x\r\n\r\na\r\n" * 20_000,
    "nothing": b"",
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_broken_emails_break_nothing(raw: bytes) -> None:
    try:
        sender = read_mail(raw).sender
    except ValueError:
        sender = ""
    assert sender == ""


def test_html_that_never_ends_what_it_begins_is_read_in_one_go() -> None:
    """Python's parser looks for each end through all that follows: 200 kB of these took minutes."""
    assert text_of_html("Oui <a <a <b") == "Oui a a b"
    assert text_of_html("Oui<!-- caché --> merci<!-- <p>jamais fini") == "Oui merci"
    assert text_of_html("<![if mso]>Oui<![endif]>") == "Oui"


@pytest.mark.parametrize(
    "bomb",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * MOST_PIECES,
        b"A: b\n" * (MOST_PIECES + 1) + b"\n",
        b"\n" + b"a\n" * (MOST_LINES + 1),
        b"\n" + b"a\r" * (MOST_LINES + 1),
    ],
    ids=["parts", "headers", "lines", "returns"],
)
def test_email_in_a_million_pieces_is_not_read(bomb: bytes) -> None:
    with pytest.raises(ValueError, match="too many"):
        read_mail(b"From: a@network.example\n" + bomb)
