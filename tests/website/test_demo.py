"""The demo network: believable, whole, and the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from string import Formatter

import phonenumbers
import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import translation
from opening_hours import OpeningHours
from pytest_django import DjangoDbBlocker, Settings

from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, Post, Recommendation
from mcs.directory.enums import ListingStatus, RequestStatus
from mcs.directory.models import Category, Listing, ListingRequest
from mcs.directory.queries.lexicon import recent_lexicon
from mcs.directory.queries.needs import neighbours_needs
from mcs.directory.queries.search import search_listings
from mcs.lib.geo import Point, contains, distance
from mcs.lib.text import clean_text
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.messaging.models import Message
from mcs.messaging.queries.desk import MESSAGES
from mcs.messaging.queries.inbox import inbox_page
from mcs.moderation.queries.desk import waiting_items
from mcs.moderation.queues import all_queues
from mcs.notices.models import NoticeEntry
from mcs.photos.enums import FORMATS
from mcs.places.models import Street
from mcs.website.audit import PAGES
from mcs.website.demo import DEMO_SIGN_INS
from mcs.website.demo.album import WIDTHS, Album, drawing
from mcs.website.demo.build import build_demo
from mcs.website.demo.chance import Deck
from mcs.website.demo.pictures.paint import SCENES, paint
from mcs.website.demo.plan import Network, invent_network
from mcs.website.demo.words import NBSP, read, trades, typeset
from mcs.website.sample import places, viewers

NOW = datetime(2026, 5, 12, 16, 40, tzinfo=UTC)

# django_db makes the tables; each test then works within the transaction that holds the network.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Network]:
    """The demo network without its pictures, written once for the module and undone after it."""
    with django_db_blocker.unblock(), translation.override("fr"), transaction.atomic():
        recent_lexicon()  # of a network without trades, remembered when the demo is built
        yield build_demo(now=NOW, say=lambda line: None, with_photos=False)
        transaction.set_rollback(True)


def all_texts() -> list[str]:
    """Every text of the demo that somebody reads."""
    texts: list[tuple[str, ...]] = []
    texts.extend(Listing.objects.values_list("name", "description", "quote", "delivery_note"))
    texts.extend(Post.objects.values_list("title", "body"))
    texts.extend(Comment.objects.values_list("text"))
    texts.extend(Recommendation.objects.values_list("text", "need"))
    texts.extend(Message.objects.values_list("text"))
    texts.extend(Member.objects.values_list("name"))
    return [text for row in texts for text in row if text]


def test_each_sign_in_finds_lines_on_the_bell_some_read() -> None:
    for _label, email in DEMO_SIGN_INS:
        member = Member.objects.get(email=email)
        lines = list(NoticeEntry.objects.filter(member=member))
        assert 3 <= len(lines) <= 12
        assert [line.pk for line in lines if not line.read_at] == [line.pk for line in lines[: member.unread_notices]]
        assert all(line.line and line.updated_at <= NOW and not line.mail_due_at for line in lines)
    nadia = NoticeEntry.objects.filter(member__email="nadia@demo.example")
    assert nadia[0].line.replace(NBSP, " ").startswith("4 voisins ont répondu à « Un plombier sérieux")


def test_some_needs_are_shown_that_nobody_answers() -> None:
    assert neighbours_needs() == ["orthophoniste", "géomètre", "généalogiste"]


def test_demo_member_has_messages_and_the_volunteers_too() -> None:
    nadia = Member.objects.get(email="nadia@demo.example")
    rows = inbox_page(nadia, "", "", archived=False)["rows"]
    assert [(row["other"].name.split()[0], row["side"].unread) for row in rows] == [
        ("Fatima", 1),
        ("Hugo", 2),
        ("Les", 0),
        ("Hélène", 0),
    ]
    assert nadia.unread_conversations == 2
    assert len(waiting_items([MESSAGES])) == 5


def test_desk_has_some_fifty_things_to_decide_of_every_queue() -> None:
    waiting = {queue.name: len(waiting_items([queue.name])) for queue in all_queues()}
    assert sum(waiting.values()) >= 40
    assert min(waiting.values()) >= 2, waiting


def test_demo_network_has_its_size() -> None:
    assert Member.objects.count() == 2600
    assert 380 <= Listing.objects.published().count() <= 420
    assert Category.objects.filter(listings__status=ListingStatus.PUBLISHED).distinct().count() >= 60
    assert Post.objects.published().count() == 300
    assert set(Post.objects.values_list("kind", flat=True)) == set(PostKind)
    assert Post.objects.unanswered().count() == 12
    assert Comment.objects.count() > 600


def test_demo_sign_ins_are_a_member_a_merchant_and_a_volunteer() -> None:
    member, merchant, volunteer = (Member.objects.get(email=email) for _label, email in DEMO_SIGN_INS)
    assert [one.role for one in (member, merchant, volunteer)] == [Role.MEMBER, Role.MEMBER, Role.VOLUNTEER]
    assert [listing.name for listing in merchant.listings.all()] == ["La Marée de Mazargues"]
    assert EmailAddress.objects.filter(verified=True, primary=True, user__email=F("email")).count() == 3
    assert not any(one.has_usable_password() for one in (member, merchant, volunteer))


def test_businesses_are_told_apart_by_name_address_of_page_phone_and_words() -> None:
    listings = Listing.objects.published()
    for field in ("name", "slug", "phone", "description"):
        assert listings.values(field).distinct().count() == listings.count()


def test_businesses_of_one_trade_share_neither_opening_nor_detail(demo: Network) -> None:
    openings = Counter(
        (business.trade.key, sentence)
        for business in demo.businesses
        for sentence in re.split(r"(?<=[.!?]) ", business.listing.description)[:2]
    )
    assert [sentence for sentence, count in openings.items() if count > 1] == []


def test_contacts_can_reach_nobody() -> None:
    for listing in Listing.objects.published():
        assert re.fullmatch(r"\+3346571\d{4}", listing.phone)
        assert phonenumbers.is_valid_number(phonenumbers.parse(listing.phone))
        for address in (listing.email, listing.website.rstrip("/"), listing.facebook.partition(".example")[1]):
            assert address == "" or address.endswith(".example")


def test_opening_hours_are_read_by_the_parser_and_vary() -> None:
    expressions = Listing.objects.exclude(opening_hours="").values_list("opening_hours", flat=True)
    for expression in set(expressions):
        OpeningHours(expression)
    assert len(set(expressions)) > 80


def test_businesses_stand_in_their_district_beside_their_street() -> None:
    streets = {(s.name.casefold(), s.district_id): Point(s.latitude, s.longitude) for s in Street.objects.all()}
    for listing in Listing.objects.published().select_related("district__outlined"):
        assert listing.point is not None
        assert listing.district is not None
        assert contains(listing.district.outlined.outline, listing.point)
        street = listing.address.partition(" ")[2].casefold().replace("’", "'")
        assert distance(listing.point, streets[street, listing.district.pk]) < 60
        assert listing.postcode == listing.district.postcode


def test_nobody_recommends_or_reviews_a_business_of_their_own() -> None:
    own = Q(listing__manager__isnull=False)
    assert not Recommendation.objects.filter(own, listing__manager=F("member")).exists()
    assert not Comment.objects.filter(own, listing__manager=F("author")).exists()
    assert not Post.objects.filter(own, kind=PostKind.REVIEW, listing__manager=F("author")).exists()


def test_an_answer_that_names_a_business_is_a_recommendation_for_the_need() -> None:
    answers = Comment.objects.filter(listing__isnull=False, post__kind=PostKind.REQUEST)
    assert answers.count() > 250
    for answer in answers.select_related("post", "recommendation"):
        assert answer.recommendation.need == answer.post.title
        assert answer.recommendation.listing_id == answer.listing_id
        assert answer.recommendation.member_id == answer.author_id


def test_news_come_from_their_merchants_and_reviews_from_experience() -> None:
    for post in Post.objects.filter(kind=PostKind.NEWS).select_related("listing"):
        assert post.listing is not None
        assert post.author_id == post.listing.manager_id
    for review in Post.objects.filter(kind=PostKind.REVIEW):
        assert review.listing_id
        assert review.rating
        assert review.experienced_on
        assert review.experienced_on < review.created_at.date() + timedelta(days=1)
    assert not Post.objects.filter(kind=PostKind.TIP, ends_on=None).exists()


def test_time_runs_forward_up_to_now() -> None:
    newest = Post.objects.latest("created_at").created_at
    assert NOW - timedelta(hours=1) < newest < NOW
    assert Post.objects.earliest("created_at").created_at > NOW - timedelta(days=121)
    assert not Comment.objects.filter(Q(created_at__gte=NOW) | Q(created_at__lte=F("post__created_at"))).exists()
    assert not Recommendation.objects.filter(created_at__gte=NOW).exists()
    assert not Post.objects.filter(author__joined_at__gte=F("created_at")).exists()


def test_counters_say_what_is_there() -> None:
    shown = Q(comments__status=ContentStatus.PUBLISHED)
    assert not Post.objects.annotate(n=Count("comments", filter=shown)).exclude(comment_count=F("n")).exists()
    voices = Count("recommendations", filter=Q(recommendations__status=ContentStatus.PUBLISHED))
    assert not Listing.objects.annotate(n=voices).exclude(recommendation_count=F("n")).exists()
    published = Count("listings", filter=Q(listings__status=ListingStatus.PUBLISHED))
    assert not Category.objects.annotate(n=published).exclude(listing_count=F("n")).exists()
    best = Listing.objects.order_by("-recommendation_count").first()
    assert best is not None
    assert (best.name, best.recommendation_count) == ("So’Petit Déjeuner", 21)


def test_quotes_are_short_and_were_really_said() -> None:
    for listing in Listing.objects.exclude(quote=""):
        assert len(listing.quote) <= 120
        assert listing.recommendations.filter(text=listing.quote).exists()


def test_texts_are_set_in_french_type() -> None:
    for text in all_texts():
        assert text == clean_text(text)
        assert not re.search(r"lorem|'|\"|\{|\}|  | [?!:;»%€]|« ", text, re.IGNORECASE), text


def test_a_reader_of_three_pages_meets_no_post_twice() -> None:
    titles = list(Post.objects.values_list("title", flat=True))
    assert len(set(titles)) == len(titles)
    sentences = Counter(Comment.objects.values_list("text", flat=True))
    assert len(sentences) > 400
    assert sentences.most_common(1)[0][1] <= 8


def test_two_networks_of_one_moment_are_one() -> None:
    def told(network: Network) -> list[object]:
        listings = [
            (b.listing.slug, b.listing.description, b.listing.point, b.listing.phone, b.listing.quote)
            for b in network.businesses
        ]
        posts = [(t.post.title, t.post.body, t.post.created_at, t.author.member.pk) for t in network.threads]
        answers = [(s.comment.text, s.comment.created_at) for t in network.threads for s in t.said]
        shown = [(one.photo.key, one.scene, one.number, one.photo.alt) for one in network.album.shown]
        return [listings, posts, answers, [r.text for r in network.recommendations], shown]

    assert told(invent_network(now=NOW)) == told(invent_network(now=NOW))


def test_a_network_that_has_listings_is_left_alone() -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")
    assert str(refusal.value) == (
        "Cette base contient déjà des fiches. Le réseau de démonstration ne se charge que dans une base vide."
    )


def test_the_index_finds_the_boucherie_by_its_trade() -> None:
    names = [listing.name for listing in search_listings("boucher").listings]
    assert "Boucherie du Prado" in names


def test_a_florist_waits_in_the_volunteers_queue() -> None:
    request = ListingRequest.objects.select_related("listing").get(email__startswith="camille@")
    assert request.status == RequestStatus.WAITING
    assert request.listing.status == ListingStatus.DRAFT
    assert request.listing.phone == "+33465719876"


def test_photos_stand_on_listings_and_posts_with_a_description() -> None:
    album = invent_network(now=NOW).album
    assert len({id(shown.listing) for shown in album.shown if shown.listing}) >= 80
    assert len([shown for shown in album.shown if shown.post]) >= 15
    assert all(shown.photo.alt and shown.photo.caption for shown in album.shown)
    assert len({shown.photo.key for shown in album.shown}) == len(album.shown)


def test_drawn_files_are_where_the_photo_looks_for_them(settings: Settings) -> None:
    album = Album(Random(1), NOW)
    album.show_posts([])
    shown = [album._add("fish", NOW), album._add("loaves", NOW)]
    with drawing(album):
        pass
    for one in shown:
        names = {one.photo.file_name(width, fmt) for width in WIDTHS for fmt in FORMATS}
        stored = default_storage.listdir(f"photos/{one.photo.key}")[1]
        assert {Path(name).name for name in names} == set(stored)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_the_same_for_a_number_and_differs_for_another(scene: str) -> None:
    first, again, other = (paint(scene, number, 120) for number in (1, 1, 2))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()
    assert scene in read("pictures")


def test_every_trade_has_words_for_each_of_its_businesses() -> None:
    for trade in trades().values():
        drawn = trade.count - len(trade.stories)
        assert min(len(trade.lead), len(trade.detail)) >= drawn, trade.key
        assert set(trade.stories) <= set(trade.names)
        endless = [name for name in trade.names if "{of}" in name and name not in trade.stories]
        assert endless or len(trade.names) >= trade.count
        assert trade.scene in SCENES


def test_typeset_keeps_together_what_belongs_together() -> None:
    assert typeset("L'heure : 12 h 30 ?") == f"L’heure{NBSP}: 12{NBSP}h{NBSP}30{NBSP}?"
    assert typeset("« Oui », 1 400 € en 8e") == f"«{NBSP}Oui{NBSP}», 1{NBSP}400{NBSP}€ en 8e"


def test_a_deck_gives_every_card_before_any_again() -> None:
    deck = Deck("abcde", Random(3))
    drawn = [deck.draw() for _ in range(10)]
    assert sorted(drawn[:5]) == sorted(drawn[5:]) == list("abcde")


def test_every_audited_page_has_its_like_to_take_pictures_of() -> None:
    found = places(viewers())
    asked = {page.name: {part[1] for part in Formatter().parse(page.address) if part[1]} for page in PAGES}
    missing = {name for name, places_of in asked.items() if not places_of <= found.keys()}
    assert missing <= {"reply"}  # the merchant who has orders may have no review
