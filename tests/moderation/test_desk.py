"""One inbox for all queues: the order, who has what in hand, deciding, taking back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.actions.held import decide_held
from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models import Comment, Post
from mcs.directory.enums import ClaimProof, ClaimStatus, SuggestionKind
from mcs.directory.models import Claim, Suggestion
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.messaging.actions.report import report_conversation
from mcs.messaging.actions.send import start_conversation
from mcs.messaging.enums import ReportReason
from mcs.moderation.actions.desk import take_in_hand
from mcs.moderation.models import Delegation, DeskDecision, InHand
from mcs.moderation.queries.desk import waiting_counts, waiting_items
from mcs.moderation.queues import all_queues
from tests.board.conftest import words
from tests.board.test_races import at_once
from tests.factories import make_comment, make_listing, make_member, make_post, make_volunteer
from tests.messaging.conftest import signed_in

pytestmark = pytest.mark.django_db
HELD = {"status": ContentStatus.HELD, "hold_reason": HoldReason.NEW_ACCOUNT_CONTACT}
GRANTED = {"gestion": "accorder/"}  # where a queue's page posts its yes, if not to itself
EVERY = [
    "attente",
    "referencement",
    "suggestions",
    "gestion",
    "messages",
    "conversations",
]


def one_of_each(number: int = 1) -> None:
    """Something in each queue, the later the higher the number."""
    at = timezone.now() + timedelta(minutes=number)
    member, other = make_member(f"Nadia {number}"), make_member(f"Karim {number}")
    post = make_post(f"Publication {number}", author=member, created_at=at, **HELD)
    make_comment(make_post(f"Question {number}"), "0612345678", author=member, created_at=at, **HELD)
    listing = make_listing(f"Commerce {number}")
    said = {"listing": listing, "member": member, "created_at": at}
    Suggestion.objects.create(kind=SuggestionKind.CORRECTION, text="Fermé le lundi.", **said)
    expires = {"status": ClaimStatus.WAITING, "expires_at": at + timedelta(days=7)}
    Claim.objects.create(proof=ClaimProof.PHONE, target="+33491000000", **said, **expires)
    written = start_conversation(member=member, other=other, text="Bonjour")
    start_conversation(member=member, other=None, text="Une question")
    assert written.sender
    report_conversation(side=written.sender, reason=ReportReason.RUDE, text="")
    assert post.pk


@pytest.fixture
def claire() -> Member:
    return make_volunteer()


@pytest.fixture
def desk(claire: Member) -> Client:
    return signed_in(claire)


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_reads_all_queues_in_one_statement(
    count: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        one_of_each(number)
    with django_assert_num_queries(1):
        items = waiting_items(EVERY)
    assert (len(items), items[0].queue.name) == (6 * count, "conversations")
    rest = [item.since for item in items if item.urgency == 0]
    assert rest == sorted(rest)
    with django_assert_num_queries(1):
        assert waiting_counts(EVERY)["attente"] == 2 * count
    desk.get("/bureau/")  # the session now knows which queue is looked at
    with django_assert_num_queries(8):
        assert "Publication 0" in words(desk.get("/bureau/"))


def test_inbox_pages_by_cursor_and_keeps_the_queue_chosen(desk: Client) -> None:
    author = make_member()
    now = timezone.now()
    for number in range(45):
        make_post(f"P{number:02}", author=author, created_at=now + timedelta(seconds=number // 2), **HELD)
    seen, cursor = [], ""
    for _page in range(3):
        page = desk.get(f"/bureau/?file=attente&apres={cursor}").context
        seen += [item.title for item in page["items"]]
        cursor = page["next_cursor"]
    assert (sorted(seen), cursor) == ([f"P{number:02}" for number in range(45)], "")
    for mangled in ("zzz", "bnVsbA", "WzEsMiwzLDRd", "é" * 400):
        assert len(desk.get("/bureau/", {"apres": mangled}).context["items"]) == 20


def test_deciding_brings_the_next_of_the_queue_and_can_be_taken_back(desk: Client, claire: Member) -> None:
    one_of_each()
    held = [item.url for item in desk.get("/bureau/?file=attente").context["items"]]
    page = desk.post(held[0], {"decision": "publier"}, follow=True)
    assert page.request["PATH_INFO"] == held[1]
    assert "Publié : Publication 1" in words(page)
    decision = DeskDecision.objects.get()
    assert (decision.decided_by, decision.about) == (claire, Post.objects.get(title="Publication 1").author)
    undone = desk.post(f"/bureau/decisions/{decision.pk}/annuler/", follow=True)
    assert undone.request["PATH_INFO"] == held[0]
    post = Post.objects.get(title="Publication 1")
    assert (post.status, post.hold_reason) == (ContentStatus.HELD, HoldReason.NEW_ACCOUNT_CONTACT)
    again = words(desk.post(f"/bureau/decisions/{decision.pk}/annuler/", follow=True))
    assert "ne peut plus être" in again
    assert "repris" in words(desk.get("/bureau/decisions/"))


@pytest.mark.parametrize("queue", EVERY)
def test_each_queue_takes_its_decisions_back(queue: str, desk: Client, claire: Member) -> None:
    one_of_each()
    if queue == "referencement":
        return  # tests/directory/test_desk_decisions.py
    before = {(item.queue.name, item.key) for item in waiting_items(EVERY)}
    item = waiting_items([queue])[0]
    presses = list(item.queue.presses(item.key))
    if presses:
        assert presses[0].run(item.key, claire)
        assert not presses[-1].run(item.key, claire)
    else:
        desk.post(item.url + GRANTED.get(queue, ""), {"text": "Voilà.", "decision": "laisser"})
    assert (queue, item.key) not in {(item.queue.name, item.key) for item in waiting_items(EVERY)}
    desk.post(f"/bureau/decisions/{DeskDecision.objects.get().pk}/annuler/")
    assert {(item.queue.name, item.key) for item in waiting_items(EVERY)} == before


def test_decision_stands_after_thirty_days(desk: Client, claire: Member) -> None:
    post = make_post(author=make_member(), **HELD)
    decide_held(thing=post, member=claire, publish=True)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        later = signed_in(claire)
        later.post(f"/bureau/decisions/{DeskDecision.objects.get().pk}/annuler/")
    post.refresh_from_db()
    assert post.status == ContentStatus.PUBLISHED


def test_opening_takes_in_hand_and_keeps_others_off(desk: Client, claire: Member) -> None:
    post = make_post("Vélo", author=make_member(), **HELD)
    address = f"/bureau/attente/publication/{post.pk}/"
    desk.get(address)
    marc = signed_in(make_volunteer(name="Marc D."))
    assert "Claire M. s’en occupe" in words(marc.get("/bureau/"))
    assert "Claire M. s’en occupe." in words(marc.get(address))
    refused = marc.post(address, {"decision": "retirer"}, follow=True)
    assert "Un autre bénévole s’en occupe. Rien n’a été fait deux fois." in words(refused)
    post.refresh_from_db()
    assert post.status == ContentStatus.HELD
    hand = f"/bureau/main/attente/publication-{post.pk}/"
    marc.post(hand, {"geste": "prendre"})
    assert InHand.objects.get().member.name == "Marc D."
    assert marc.post(hand, {"geste": "laisser"}).headers["Location"] == address
    InHand.objects.update(until=timezone.now() - timedelta(seconds=1))
    desk.post(address, {"decision": "publier"})
    post.refresh_from_db()
    assert (post.status, InHand.objects.count()) == (ContentStatus.PUBLISHED, 0)


def test_what_another_has_in_hand_does_not_come_up(desk: Client, claire: Member) -> None:
    author, now = make_member(), timezone.now()
    posts = [make_post(f"P{n}", author=author, created_at=now + timedelta(minutes=n), **HELD) for n in range(3)]
    take_in_hand(queue="attente", key=f"publication-{posts[1].pk}", member=make_volunteer(name="Marc D."))
    page = desk.post(f"/bureau/attente/publication/{posts[0].pk}/", {"decision": "publier"})
    assert page.headers["Location"] == f"/bureau/attente/publication/{posts[2].pk}/"


def test_delegate_keeps_only_the_queues_chosen() -> None:
    one_of_each()
    paul = make_member("Paul R.", role=Role.DELEGATE)
    Delegation.objects.create(member=paul, queue="suggestions")
    client = signed_in(paul)
    assert {item.queue.name for item in client.get("/bureau/").context["items"]} == {"suggestions"}
    suggestion, post = Suggestion.objects.get(), Post.objects.get(title="Publication 1")
    assert client.get(f"/bureau/suggestions/{suggestion.pk}/").status_code == 200
    assert client.get(f"/bureau/attente/publication/{post.pk}/").status_code == 404
    assert client.post(f"/bureau/note/attente/publication-{post.pk}/", {"note": "x"}).status_code == 404
    client.post(f"/bureau/suggestions/{suggestion.pk}/")
    assert DeskDecision.objects.get().decided_by == paul


def test_note_is_read_by_the_next_volunteer(desk: Client) -> None:
    post = make_post(author=make_member(), **HELD)
    address = f"/bureau/note/attente/publication-{post.pk}/"
    desk.post(address, {"note": "  "})
    desk.post(address, {"note": "Je la connais, <b>pas</b> de souci."})
    marc = signed_in(make_volunteer(name="Marc D."))
    page = marc.get(f"/bureau/attente/publication/{post.pk}/").content.decode()
    assert "Je la connais, &lt;b&gt;pas&lt;/b&gt; de souci." in page


@pytest.mark.parametrize("key", ["publication", "x", "publication-abc", f"publication-{'9' * 80}"])
def test_what_is_no_key_of_the_queue_is_not_found(key: str, desk: Client) -> None:
    for page in ("main", "note"):
        assert desk.post(f"/bureau/{page}/attente/{key}/", {"note": "Vu.", "geste": "prendre"}).status_code == 404


def test_no_item_page_asks_more_than_ten_queries(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one_of_each()
    for item in waiting_items(EVERY):
        with django_assert_max_num_queries(10):
            assert desk.get(item.url).status_code == 200


def test_every_queue_is_named_here() -> None:
    assert {queue.name for queue in all_queues()} >= set(EVERY)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time.")
@pytest.mark.django_db(transaction=True)
def test_two_volunteers_at_once_decide_once_and_one_has_it_in_hand() -> None:
    post = make_post(author=make_member(), **HELD)
    comment = make_comment(make_post(), author=make_member(), **HELD)
    volunteers = [make_volunteer(name=f"Bénévole {number}") for number in range(4)]
    done: list[bool] = []
    at_once(
        *[
            lambda v=v: done.append(decide_held(thing=Post.objects.get(pk=post.pk), member=v, publish=True))
            for v in volunteers
        ]
    )
    assert (sorted(done), DeskDecision.objects.count()) == ([False, False, False, True], 1)
    for _round in range(3):
        at_once(*[partial(take_in_hand, queue="attente", key=f"reponse-{comment.pk}", member=v) for v in volunteers])
        assert InHand.objects.count() == 1
        InHand.objects.update(until=timezone.now())
    clients = [signed_in(volunteer) for volunteer in volunteers[:2]]
    InHand.objects.all().delete()
    address = f"/bureau/attente/reponse/{comment.pk}/"
    at_once(*[partial(client.post, address, {"decision": "publier"}) for client in clients])
    assert (Comment.objects.get(pk=comment.pk).status, DeskDecision.objects.count()) == (ContentStatus.PUBLISHED, 2)
