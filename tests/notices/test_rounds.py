"""What leaves by e-mail, when, to whom, and how it is stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils import timezone

from mcs.board.actions.ask_around import ask_around
from mcs.board.enums import PostKind
from mcs.board.models import Post, TradeFollow
from mcs.board.notices import AnsweredElsewhere
from mcs.members.models import Member
from mcs.notices.actions.preferences import begin_rhythms, set_preferences, unsubscribe
from mcs.notices.actions.tell import read_all
from mcs.notices.enums import Channel, Frequency, Lane
from mcs.notices.models import MailCount, NoticeEntry, Preference, Rhythm
from mcs.notices.queries import DIGEST
from mcs.notices.rounds import send_digests, send_notices
from mcs.notices.rules import TOKEN_AGE, unsubscribe_url
from tests.factories import make_category, make_comment, make_district, make_listing, make_member, make_post
from tests.notices.conftest import Mailbox
from tests.notices.kinds import tell_one

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)  # a Tuesday, noon in Paris


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def member(clock: time_machine.Traveller) -> Member:
    return make_member(email="nadia@network.example", district=make_district(8))


def only_mail() -> mail.EmailMultiAlternatives:
    (sent,) = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    return sent


def test_three_answers_in_five_minutes_make_one_email(member: Member, clock: time_machine.Traveller) -> None:
    for number in range(3):
        tell_one(member, actor=make_member(f"Voisin {number}"), counts="")
        assert send_notices() == 0
        clock.shift(timedelta(minutes=2))
    assert send_notices() == 1
    sent = only_mail()
    assert (sent.to, sent.subject) == (["nadia@network.example"], "3 voisins ont répondu à «\u00a0Un plombier\u00a0»")
    assert "http://localhost:8000/fil/" in str(sent.body)
    assert 'href="http://localhost:8000/fil/"' in str(sent.alternatives[0][0])
    assert send_notices() == 0


def test_two_things_at_once_are_one_email_with_both(member: Member, clock: time_machine.Traveller) -> None:
    tell_one(member, key="post-1", context={"title": "Un plombier"})
    tell_one(member, key="post-2", context={"title": "Un médecin"})
    clock.shift(timedelta(minutes=5))
    assert send_notices() == 1
    assert only_mail().subject == "2 nouvelles de vos voisins"
    assert str(only_mail().body).count("a répondu à") == 2


def test_what_was_read_meanwhile_is_not_mailed(member: Member, clock: time_machine.Traveller) -> None:
    tell_one(member)
    member.refresh_from_db()
    read_all(member=member)
    clock.shift(timedelta(minutes=5))
    assert send_notices() == 0


def test_a_thread_not_read_is_mailed_again_only_hours_later(member: Member, clock: time_machine.Traveller) -> None:
    tell_one(member, counts="a")
    clock.shift(timedelta(minutes=5))
    send_notices()
    tell_one(member, counts="b")
    clock.shift(timedelta(hours=5))
    assert send_notices() == 0
    clock.shift(timedelta(hours=1))
    assert send_notices() == 1


def test_nothing_is_mailed_without_an_address_or_to_a_closed_account(clock: time_machine.Traveller) -> None:
    tell_one(make_member())
    suspended = make_member(email="paul@network.example")
    tell_one(suspended)
    Member.objects.filter(pk=suspended.pk).update(is_active=False)
    clock.shift(timedelta(days=8))
    assert (send_notices(), send_digests(), mail.outbox) == (0, 0, [])


def test_quiet_hours_hold_mail_until_they_end(member: Member, clock: time_machine.Traveller) -> None:
    set_preferences(member=member, frequencies={}, quiet=(time(11), time(14, 30)))
    tell_one(member)
    clock.move_to(NOON + timedelta(hours=2, minutes=29))
    assert send_notices() == 0
    clock.shift(timedelta(minutes=1))
    assert send_notices() == 1


def test_quiet_hours_hold_digests_and_what_the_budget_made_late(member: Member, clock: time_machine.Traveller) -> None:
    set_preferences(member=member, frequencies={}, quiet=(time(6), time(9)))
    make_post("Un plombier", district=make_district(8))
    tell_one(member, key="post-0")
    clock.move_to(datetime(2026, 11, 25, 7, tzinfo=UTC))  # eight the next morning
    make_digest_due(member, NOON - timedelta(days=1))
    assert (send_notices(), send_digests()) == (0, 0)
    clock.shift(timedelta(hours=1))
    assert (send_notices(), send_digests()) == (1, 1)


@pytest.mark.parametrize(("frequency", "expected"), [("at_once", (1, 0)), ("daily", (0, 1)), ("never", (0, 0))])
def test_each_kind_comes_as_often_as_was_chosen(
    member: Member, clock: time_machine.Traveller, frequency: str, expected: tuple[int, int]
) -> None:
    chosen = {"answered": frequency, DIGEST: Frequency.NEVER}
    set_preferences(member=member, frequencies={Channel.EMAIL: chosen}, quiet=None)
    tell_one(member)
    clock.move_to(datetime(2026, 11, 25, 6, tzinfo=UTC))  # seven the next morning
    assert (send_notices(), send_digests()) == expected


def test_choosing_never_stops_what_waited(member: Member, clock: time_machine.Traveller) -> None:
    tell_one(member)
    set_preferences(member=member, frequencies={Channel.EMAIL: {"answered": Frequency.NEVER}}, quiet=None)
    clock.shift(timedelta(hours=1))
    assert send_notices() == 0
    assert NoticeEntry.objects.get().read_at is None


def test_weekly_digests_are_spread_over_the_week(clock: time_machine.Traveller) -> None:
    members = [make_member(email=f"m{number}@network.example") for number in range(60)]
    assert begin_rhythms() == 60
    assert begin_rhythms() == 0
    days = {rhythm.next_digest_at.date() for rhythm in Rhythm.objects.all() if rhythm.next_digest_at}
    assert len(days) == 7
    assert len(members) == 60


def make_digest_due(member: Member, since: datetime) -> None:
    values = {"next_digest_at": timezone.now(), "last_digest_at": since}
    Rhythm.objects.update_or_create(member=member, defaults=values)


def headings(text: str) -> list[str]:
    titles = ("Vos voisins cherchent", "Pour vous", "Bons plans qui finissent bientôt")
    return [line for line in text.splitlines() if line in (*titles, "Nouvelles adresses près de chez vous")]


def test_digest_is_read_in_its_order_and_says_nothing_twice(member: Member, clock: time_machine.Traveller) -> None:
    butcher, plumber = make_category(), make_category("craft=plumber", name_fr="Plombier")
    TradeFollow.objects.create(member=member, category=plumber)
    far = make_post("Une fuite à réparer", district=make_district(10))
    far.categories.set([plumber])
    make_post("Du bœuf bourguignon", district=make_district(8)).categories.set([butcher])
    make_post("Un loueur de vélos", district=make_district(10))
    make_comment(make_post("Déjà répondu", district=make_district(8)))
    Post.objects.filter(title="Déjà répondu").update(comment_count=1)
    make_post("Moins dix", kind=PostKind.TIP, ends_on=timezone.localdate() + timedelta(days=3))
    make_post("Plus tard", kind=PostKind.TIP, ends_on=timezone.localdate() + timedelta(days=30))
    make_listing("Fleurs Michelet", district=make_district(8))
    make_listing("Ailleurs", district=make_district(10))
    tell_one(member, kind=AnsweredElsewhere, key="post-9", context={"title": "Un médecin"})
    clock.shift(timedelta(days=1))
    make_digest_due(member, NOON - timedelta(days=1))
    assert send_digests() == 1
    text = str(only_mail().body)
    assert headings(text) == [
        "Vos voisins cherchent",
        "Pour vous",
        "Bons plans qui finissent bientôt",
        "Nouvelles adresses près de chez vous",
    ]
    assert [line[2:] for line in text.splitlines() if line.startswith("- ")] == [
        "Une fuite à réparer (10e arrondissement)",
        "Du bœuf bourguignon (8e arrondissement)",
        "Un voisin a aussi répondu à «\u00a0Un médecin\u00a0»",
        "Moins dix (jusqu’au vendredi 27\u00a0novembre)",
        "Fleurs Michelet (Boucherie)",
    ]
    assert only_mail().subject == "Autour de vous\u00a0: Une fuite à réparer, et 4 autres choses"
    make_digest_due(member, timezone.now())
    clock.shift(timedelta(days=1))
    assert send_digests() == 0


def test_an_empty_digest_is_not_sent(member: Member) -> None:
    make_digest_due(member, NOON - timedelta(days=7))
    assert send_digests() == 0
    rhythm = Rhythm.objects.get()
    assert rhythm.next_digest_at
    assert rhythm.next_digest_at > NOON


def test_mail_says_how_to_stop_it_and_one_press_does(member: Member, clock: time_machine.Traveller) -> None:
    tell_one(member)
    clock.shift(timedelta(minutes=5))
    send_notices()
    headers = only_mail().extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://localhost:8000(/desabonnement/[^>]+/)>", headers["List-Unsubscribe"])
    assert address
    scanner = Client(enforce_csrf_checks=True)
    assert scanner.head(address[1]).status_code == 200
    page = scanner.get(address[1])
    assert (page.status_code, page.cookies, Preference.objects.count()) == (200, {}, 0)
    elsewhere = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    done = scanner.post(address[1], {"List-Unsubscribe": "One-Click"}, headers=elsewhere)
    assert (done.status_code, done.cookies) == (200, {})
    assert list(Preference.objects.values_list("member", "kind", "frequency")) == [(member.pk, "answered", "never")]


def test_a_real_mail_server_gets_text_html_and_the_way_out(
    member: Member, clock: time_machine.Traveller, mailbox: Mailbox
) -> None:
    tell_one(member, actor=make_member("Jérôme <b>"), counts="")
    clock.shift(timedelta(minutes=5))
    send_notices()
    (received,) = mailbox.messages
    assert received["Subject"].strip() == "Jérôme <b> a répondu à «\u00a0Un plombier\u00a0»"
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = (part.get_content() for part in received.iter_parts())
    address = received["List-Unsubscribe"].strip(" <>")
    assert address in text
    assert f'href="{address}"' in html
    assert "Jérôme &lt;b&gt; a répondu" in html


def test_the_press_for_all_stops_all(member: Member) -> None:
    Client().post(unsubscribe_url(member, ["answered"]).removeprefix("http://localhost:8000"), {"all": "1"})
    assert set(Preference.objects.values_list("frequency", flat=True)) == {"never"}
    assert Preference.objects.filter(kind=DIGEST).count() == 1


def test_stopping_the_digest_stops_what_came_in_it(member: Member) -> None:
    unsubscribe(member=member, kinds=[DIGEST])
    stopped = set(Preference.objects.values_list("kind", flat=True))
    assert {DIGEST, "thanked", "answered-elsewhere"} <= stopped
    assert "answered" not in stopped


def test_old_link_says_so_and_a_forged_one_is_unknown(member: Member, clock: time_machine.Traveller) -> None:
    address = unsubscribe_url(member, ["answered"]).removeprefix("http://localhost:8000")
    assert Client().post(f"{address[:-4]}xxx/").status_code == 404
    clock.shift(timedelta(seconds=TOKEN_AGE + 1))
    response = Client().post(address)
    assert (response.status_code, Preference.objects.count()) == (410, 0)
    assert "Ce lien est trop ancien" in response.content.decode()


def test_what_leaves_is_counted_by_lane(member: Member, clock: time_machine.Traveller, settings: LazySettings) -> None:
    settings.MAIL_DAILY_QUOTA = 10
    for number in range(7):
        tell_one(make_member(email=f"m{number}@network.example"))
    clock.shift(timedelta(minutes=5))
    assert send_notices() == 6  # NOTICE_SHARE of the quota
    assert list(MailCount.objects.values_list("lane", "count")) == [(Lane.NOTICE, 6)]
    clock.shift(timedelta(days=1))
    assert send_notices() == 1


def test_waiting_requests_are_put_before_those_likely_to_know(member: Member, clock: time_machine.Traveller) -> None:
    plumber = make_category("craft=plumber", name_fr="Plombier")
    TradeFollow.objects.create(member=member, category=plumber)
    for title in ("Une fuite", "Un chauffe-eau"):
        make_post(title).categories.set([plumber])
    assert ask_around() == 0
    clock.shift(timedelta(hours=2))
    assert ask_around() == 2
    assert ask_around() == 0
    entry = NoticeEntry.objects.get()
    assert entry.line == "2 demandes attendent encore une réponse. Vous savez peut-être"
    assert (entry.link, entry.gathered) == ("/fil/?voir=sans-reponse", True)
