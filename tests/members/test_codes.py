"""Joining and signing in with six digits by e-mail: one flow, which tells nobody who is a member."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.http import HttpResponse

from mcs.members.models import Member
from mcs.members.rules import CODES_FROM_ADDRESS, CODES_TO_MAILBOX, CODES_TO_MAILBOX_FROM
from tests.factories import make_member
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor, last_code

pytestmark = pytest.mark.django_db
NADIA = "nadia@example.org"
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def ask(visitor: Visitor, email: str = NADIA, page: str = "/rejoindre/", suite: str = "/fil/") -> HttpResponse:
    return visitor.post(f"{page}?suite={suite}", {"email": email})  # type: ignore[return-value]


def type_code(visitor: Visitor, code: str, suite: str = "/fil/") -> HttpResponse:
    return visitor.post(f"/rejoindre/code/?suite={suite}", {"code": code})  # type: ignore[return-value]


def wrong_code() -> str:
    return f"{(int(last_code()) + 1) % 10**6:06}"


def says(response: HttpResponse, sentence: str) -> bool:
    return sentence in response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("page", ["/rejoindre/", "/connexion/"])
def test_code_lets_a_new_member_in(visitor: Visitor, page: str) -> None:
    response = ask(visitor, "Nadia@Example.ORG", page)
    assert response["Location"] == "/rejoindre/code/?suite=%2Ffil%2F"
    assert says(visitor.get(response["Location"]), "Six chiffres sont en route")  # type: ignore[arg-type]
    assert type_code(visitor, last_code())["Location"] == "/fil/"
    member = Member.objects.get()
    assert (member.email, visitor.session["_auth_user_id"]) == (NADIA, str(member.pk))


def test_code_lets_a_known_member_in(visitor: Visitor) -> None:
    member = make_member(email=NADIA)
    ask(visitor, page="/connexion/")
    type_code(visitor, last_code())
    assert visitor.session["_auth_user_id"] == str(member.pk)
    assert Member.objects.count() == 1


def test_code_mail_is_in_plain_french(visitor: Visitor) -> None:
    ask(visitor)
    assert mail.outbox[0].to == [NADIA]
    assert mail.outbox[0].subject == f"{last_code()} est votre code pour Marseille Connection Sud"
    assert mail.outbox[0].body.splitlines()[0:5:2] == ["Bonjour,", "Voici votre code\u00a0:", last_code()]
    assert isinstance(mail.outbox[0], mail.EmailMultiAlternatives)
    assert "href" not in str(mail.outbox[0].alternatives[0][0]).replace('href="http://localhost:8000"', "")


def test_known_and_unknown_addresses_get_the_same_answer(visitor: Visitor, other_visitor: Visitor) -> None:
    make_member(email=NADIA)
    known, unknown = ask(visitor), ask(other_visitor, "karim@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    first, second = (message.body.replace(last_code(), "") for message in mail.outbox)
    pages = [
        visitor.get(known["Location"]).content.decode().replace(NADIA, "x"),
        other_visitor.get(unknown["Location"]).content.decode().replace("karim@example.org", "x"),
    ]
    assert len(first.splitlines()) == len(second.splitlines())
    assert without_token(pages[0]) == without_token(pages[1])


def without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_code_is_not_kept_in_the_session(visitor: Visitor) -> None:
    ask(visitor)
    assert last_code() not in str(dict(visitor.session.items()))


def test_code_may_be_typed_as_it_was_copied(visitor: Visitor) -> None:
    ask(visitor)
    code = last_code()
    assert type_code(visitor, f" {code[:3]}\u00a0{code[3:]} ")["Location"] == "/fil/"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "1" * 100_000, "\x00", "<b>123456"])
def test_code_that_is_no_code_costs_no_try(visitor: Visitor, typed: str) -> None:
    ask(visitor)
    for _ in range(6):
        response = type_code(visitor, typed)
        assert response.status_code == 200
        assert 'class="errorlist"' in response.content.decode()
    assert type_code(visitor, last_code())["Location"] == "/fil/"


def test_code_tried_twenty_times_is_dead_and_says_so(visitor: Visitor) -> None:
    ask(visitor)
    answers = [type_code(visitor, wrong_code()) for _ in range(20)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429] * 15
    assert says(answers[0], "Ce n’est pas le code envoyé. Vérifiez les six chiffres.")
    assert says(answers[19], "Trop d’essais : ce code ne marche plus. Demandez-en un nouveau.")
    assert says(answers[19], "Envoyer un autre code")
    assert type_code(visitor, last_code()).status_code == 429
    assert not visitor.is_signed_in


def test_code_expires_after_ten_minutes(visitor: Visitor) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        ask(visitor)
        clock.shift(timedelta(seconds=601))
        response = type_code(visitor, last_code())
        assert response.status_code == 400
        assert says(response, "Ce code a plus de dix minutes. Demandez-en un nouveau.")
        visitor.post("/rejoindre/code/renvoyer/")
        assert type_code(visitor, last_code())["Location"] == "/fil/"


def test_code_works_once(visitor: Visitor) -> None:
    ask(visitor)
    code = last_code()
    assert type_code(visitor, code)["Location"] == "/fil/"
    visitor.post("/deconnexion/")
    assert type_code(visitor, code)["Location"] == "/rejoindre/?suite=%2Ffil%2F"
    assert not visitor.is_signed_in


def test_code_sent_twice_signs_in_once(visitor: Visitor) -> None:
    ask(visitor)
    code = last_code()
    type_code(visitor, code)
    again = type_code(visitor, code)
    assert again["Location"] == "/rejoindre/?suite=%2Ffil%2F"
    assert visitor.get(again["Location"]).headers["Location"] == "/fil/"
    assert Member.objects.count() == 1


def test_code_of_another_session_is_worth_nothing(visitor: Visitor, other_visitor: Visitor) -> None:
    ask(visitor)
    code = last_code()
    ask(other_visitor, "karim@example.org")
    if code == last_code():
        pytest.skip("one chance in a million")
    assert type_code(other_visitor, code).status_code == 400


def test_code_asked_again_replaces_the_former(visitor: Visitor) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        ask(visitor)
        former = last_code()
        assert says(visitor.post("/rejoindre/code/renvoyer/", follow=True), "Un code vient de partir.")  # type: ignore[arg-type]
        assert len(mail.outbox) == 1
        clock.shift(timedelta(seconds=31))
        assert says(visitor.post("/rejoindre/code/renvoyer/", follow=True), "Un nouveau code est en route")  # type: ignore[arg-type]
        assert type_code(visitor, former).status_code == (302 if former == last_code() else 400)
        assert type_code(visitor, last_code())["Location"] == "/fil/"


def test_form_sent_twice_sends_one_mail(visitor: Visitor) -> None:
    ask(visitor)
    ask(visitor)
    assert len(mail.outbox) == 1


def test_codes_to_one_mailbox_are_limited_from_everywhere() -> None:
    answers = [ask(Visitor()) for _ in range(CODES_TO_MAILBOX_FROM.times + 1)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert says(answers[-1], "Cela fait beaucoup d’essais en peu de temps.")
    assert f'value="{NADIA}"' in answers[-1].content.decode()
    assert len(mail.outbox) == 5
    for _ in range(CODES_TO_MAILBOX[0].times):
        CODES_TO_MAILBOX[0].allows(NADIA)
    answer = Visitor().post("/connexion/", {"email": NADIA}, REMOTE_ADDR="203.0.113.9")
    assert (answer.status_code, len(mail.outbox)) == (429, 5)


def test_codes_from_one_address_are_limited(visitor: Visitor) -> None:
    for _ in range(CODES_FROM_ADDRESS.times):
        CODES_FROM_ADDRESS.allows("127.0.0.1")
    assert ask(visitor).status_code == 429
    assert mail.outbox == []


@pytest.mark.parametrize(
    "email",
    [
        "",
        "nadia",
        "nadia@example.org\r\nBcc: all@example.org",
        "nadia@example.org\x00",
        "a@b.fr, c@d.fr",
        "🙂@🙂",
        "<script>@example.org",
        "x" * 100_000 + "@example.org",
        "\u202enadia@example.org",
    ],
)
def test_email_that_is_none_gives_a_sentence_and_no_mail(visitor: Visitor, email: str) -> None:
    response = ask(visitor, email)
    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()
    assert mail.outbox == []


def test_suspended_member_is_told_so_only_when_the_mailbox_is_proved(visitor: Visitor) -> None:
    make_member(email=NADIA, is_active=False)
    assert ask(visitor).status_code == 302
    response = type_code(visitor, last_code())
    assert response.status_code == 403
    assert says(response, "Ce compte est suspendu.")
    assert not visitor.is_signed_in


def test_member_proves_a_new_address(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    ask(visitor, page="/moi/e-mail/", suite="/moi/")
    response = type_code(visitor, last_code(), suite="/moi/")
    assert response["Location"] == "/moi/"
    assert Member.objects.get().email == NADIA


def test_member_cannot_take_an_address_another_account_has(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    make_member(email=NADIA)
    ask(visitor, page="/moi/e-mail/")
    response = type_code(visitor, last_code())
    assert response.status_code == 400
    assert says(response, "Un autre compte a déjà cette adresse")
    assert Member.objects.get(pk=visitor.session["_auth_user_id"]).email is None


def test_code_asked_as_a_visitor_is_not_used_as_a_member(visitor: Visitor, passkey: SoftPasskey) -> None:
    ask(visitor)
    visitor.join(passkey)
    assert type_code(visitor, last_code())["Location"] == "/rejoindre/?suite=%2Ffil%2F"
    assert Member.objects.get().email is None
