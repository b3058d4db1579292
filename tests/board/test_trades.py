"""Requests in a merchant's trade: asked for, found, and answered once."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.actions.comment import AnsweredAlreadyError, add_comment
from mcs.board.actions.edit import edit_post
from mcs.board.actions.held import decide_held
from mcs.board.actions.publish import publish_post
from mcs.board.actions.remove import remove_comment, restore_comment
from mcs.board.actions.tell import tell_asked
from mcs.board.actions.trades import set_trade_follow
from mcs.board.enums import CloseReason, ContentStatus, HoldReason, PostKind
from mcs.board.models import Comment, Post, Recommendation, TradeFollow
from mcs.board.notices import AskedInTrade
from mcs.board.queries.trades import may_answer_for, trade_followers
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.notices.actions.tell import read_all
from mcs.notices.enums import Frequency
from mcs.notices.models import NoticeEntry, Preference
from tests.board.conftest import answer_form, errors, words
from tests.board.test_feed import titles
from tests.factories import make_category, make_listing, make_member, make_post, make_volunteer

pytestmark = pytest.mark.django_db


def plumber(name: str = "Plomberie Saint-Loup", **values: Any) -> Listing:
    return make_listing(name, category=make_category("craft=plumber", name_fr="Plomberie"), **values)


def asked(title: str = "Un plombier sérieux", **values: Any) -> Post:
    """A request that speaks of plumbing."""
    post = make_post(title, **values)
    post.categories.add(make_category("craft=plumber", name_fr="Plomberie"))
    return post


def follow(member: Member, listing: Listing) -> None:
    set_trade_follow(member=member, listing=listing, follows=True)


@pytest.mark.parametrize("back", ["fiche", "moi"])
def test_merchant_asks_to_be_told_and_takes_it_back(member_client: Client, member: Member, back: str) -> None:
    listing = plumber(manager=member)
    page = listing.get_absolute_url() if back == "fiche" else "/moi/"
    assert "M’avertir des demandes Plomberie Saint-Loup" in words(member_client.get(page))
    url = f"/fil/metier/{listing.slug}/"
    for _again in range(2):
        response = member_client.post(url, {"suivre": "1", "suite": back}, follow=True)
        assert TradeFollow.objects.count() == 1
    assert "C’est noté : vous serez averti des demandes dans votre métier." in words(response)
    assert "Ne plus m’avertir Plomberie Saint-Loup" in words(response)
    assert "Voir ces demandes" in words(response)
    member_client.post(url, {"suivre": "0", "suite": back})
    assert not TradeFollow.objects.exists()


def test_only_who_runs_a_published_business_is_offered_it(member_client: Client, member: Member) -> None:
    theirs = plumber(manager=make_member("Sophie T."))
    draft = plumber("Fuites", manager=member, status=ListingStatus.DRAFT)
    assert "Demandes dans mon métier" not in words(member_client.get(theirs.get_absolute_url()))
    assert "Demandes dans mon métier" not in words(member_client.get("/moi/"))
    for listing in (theirs, draft):
        assert member_client.post(f"/fil/metier/{listing.slug}/", {"suivre": "1"}).status_code == 404


def test_every_trade_of_the_business_is_followed_and_lost_ones_are_let_go(member: Member) -> None:
    listing = plumber(manager=member)
    listing.other_categories.add(make_category("craft=hvac", name_fr="Chauffage"))
    follow(member, listing)
    assert sorted(found.category.tag for found in TradeFollow.objects.all()) == ["craft=hvac", "craft=plumber"]
    listing.other_categories.clear()
    follow(member, listing)
    assert [found.category.tag for found in TradeFollow.objects.all()] == ["craft=plumber"]


def test_feed_shows_the_requests_of_ones_trade(member_client: Client, member: Member) -> None:
    assert "Demandes dans mon métier" not in words(member_client.get("/fil/"))
    follow(member, plumber(manager=member))
    follow(member, plumber("Fuites et chauffe-eau", manager=member))  # two of the trade: each request once
    asked("Un plombier ?")
    asked("Ma propre demande", author=member)
    asked("Close", closed_at=make_post().created_at, close_reason=CloseReason.SOLVED)
    asked("Un avis", kind=PostKind.REVIEW)
    asked("Retirée", status=ContentStatus.REMOVED)
    make_post("Un boucher ?").categories.add(make_category())
    assert titles(member_client, "?voir=metier") == ["Un plombier ?"]
    assert "Demandes dans mon métier" in words(member_client.get("/fil/"))
    assert titles(Client(), "?voir=metier") == []


def test_business_lost_or_withdrawn_is_told_of_nothing(member_client: Client, member: Member) -> None:
    listing, post = plumber(manager=member), asked()
    follow(member, listing)
    assert list(trade_followers(post)) == [member]
    Listing.objects.update(manager=make_member("Sophie T."))
    assert list(trade_followers(post)) == []
    assert titles(member_client, "?voir=metier") == []
    Listing.objects.update(manager=member, status=ListingStatus.REMOVED)
    assert list(trade_followers(post)) == []


def test_merchants_who_asked_are_told_at_once_and_as_each_chose(member: Member) -> None:
    karim, sophie = make_member("Karim L.", email="karim@commerce.example"), make_member("Sophie T.")
    for merchant, name in ((karim, "Un"), (karim, "Deux"), (sophie, "Trois"), (member, "À soi")):
        follow(merchant, plumber(name, manager=merchant))
    plumber("N’a rien demandé", manager=make_member("Lucie P."))
    Preference.objects.create(member=sophie, kind=AskedInTrade.name, frequency=Frequency.NEVER)
    submission = uuid4()
    for _impatient in range(2):
        publish_post(author=member, kind=PostKind.REQUEST, text="Un plombier sérieux ?", submission=submission)
    publish_post(author=member, kind=PostKind.TIP, text="Un plombier à -10 %")
    lines = {line.member_id: line for line in NoticeEntry.objects.filter(kind=AskedInTrade.name)}
    assert set(lines) == {karim.pk, sophie.pk}
    assert lines[karim.pk].line.startswith("Nadia B. cherche ce que vous faites")
    assert (bool(lines[karim.pk].mail_due_at), lines[karim.pk].gathered) == (True, False)
    assert lines[sophie.pk].mail_due_at is None


def test_held_request_tells_merchants_when_it_is_published(member: Member) -> None:
    follow(member, plumber(manager=member))
    post = asked(status=ContentStatus.HELD, author=make_member("Nadia B."))
    tell_asked(post)
    assert not NoticeEntry.objects.exists()
    decide_held(thing=post, member=make_volunteer(), publish=True)
    assert NoticeEntry.objects.filter(kind=AskedInTrade.name, member=member).count() == 1


def test_a_request_changed_and_held_is_not_told_again_once_it_is_published(member: Member) -> None:
    merchant = make_member("Karim L.")
    follow(merchant, plumber(manager=merchant))
    new = make_member("Nadia B.", joined_at=timezone.now())
    post = publish_post(author=new, kind=PostKind.REQUEST, text="Un plombier sérieux ?")
    read_all(member=merchant)
    edit_post(post=post, text="Un plombier sérieux ? Voir t.me/gains", seen=None)
    post.refresh_from_db()
    assert (post.status, post.hold_reason) == (ContentStatus.HELD, HoldReason.CHANGED)
    decide_held(thing=post, member=make_volunteer(), publish=True)
    assert NoticeEntry.objects.filter(kind=AskedInTrade.name).count() == 1


def test_trade_followers_are_each_once_without_the_author(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    karim, asker, gone = make_member("Karim L."), make_member("Nadia B."), make_member("Parti", is_active=False)
    for member, name in ((karim, "Un"), (karim, "Deux"), (asker, "Trois"), (gone, "Quatre")):
        follow(member, plumber(name, manager=member))
    knows = make_member("Lucie P.")
    TradeFollow.objects.create(member=knows, category=make_category("craft=plumber"))
    post = asked(author=asker)
    with django_assert_num_queries(1):
        assert set(trade_followers(post)) == {karim, knows}
    post.status = ContentStatus.HELD
    assert list(trade_followers(post)) == []


def test_merchant_answers_once_in_the_business_s_name(member_client: Client, member: Member) -> None:
    listing, post = plumber(manager=member), asked()
    page = member_client.get(post.get_absolute_url())
    assert "Plomberie Saint-Loup En mon nom" in words(page)
    form = answer_form(merchant=listing.slug, text="Je passe demain matin.")
    answered = member_client.post(post.get_absolute_url(), form, follow=True)
    assert "Commerçant Je passe demain matin. Au nom de Plomberie Saint-Loup" in words(answered)
    said = Comment.objects.get()
    assert (said.merchant, said.listing, said.author) == (listing, listing, member)
    assert not Recommendation.objects.exists()
    post.refresh_from_db()
    assert (post.comment_count, post.first_answer_at) == (1, said.created_at)
    assert "En mon nom" not in words(answered)
    again = member_client.post(post.get_absolute_url(), answer_form(merchant=listing.slug, text="Encore moi."))
    assert errors(again) == ["Vous ne pouvez pas répondre au nom de ce commerce, ou l’avez déjà fait."]
    assert "Encore moi.</textarea>" in again.content.decode()
    assert Comment.objects.count() == 1


def test_business_that_recommends_another_is_told_that_it_does_not(member_client: Client, member: Member) -> None:
    listing, other, post = plumber(manager=member), plumber("Le Tuyau Bleu"), asked()
    form = answer_form(merchant=listing.slug, listing_name=other.name)
    response = member_client.post(post.get_absolute_url(), form)
    assert errors(response) == [
        "Un commerce n’en recommande pas un autre : répondez en votre nom, ou videz ce champ.",
    ]
    member_client.post(post.get_absolute_url(), form | {"merchant": ""})
    assert Comment.objects.get().listing == other


def test_answer_of_a_merchant_is_no_recommendation_in_the_feed(client: Client, member: Member) -> None:
    listing, post = plumber(manager=member), asked()
    add_comment(post=post, author=member, text="Je passe.", merchant=listing)
    assert "recommande" not in words(client.get("/fil/"))


def test_merchant_may_still_answer_as_a_neighbour(member_client: Client, member: Member) -> None:
    plumber(manager=member)
    post = asked()
    member_client.post(post.get_absolute_url(), answer_form(merchant="", text="Bonne chance."))
    assert Comment.objects.get().merchant is None


def test_merchant_with_two_businesses_answers_once(member: Member) -> None:
    first, second, post = plumber(manager=member), plumber("Fuites", manager=member), asked()
    assert may_answer_for(member, post) == [second, first]
    add_comment(post=post, author=member, text="Je passe.", merchant=first)
    assert may_answer_for(member, post) == []
    with pytest.raises(AnsweredAlreadyError):
        add_comment(post=post, author=member, text="Je repasse.", merchant=second)


def test_two_businesses_of_one_trade_each_answer(member: Member) -> None:
    other, post = make_member("Sophie T."), asked()
    for merchant, name in ((member, "Un"), (other, "Deux")):
        add_comment(post=post, author=merchant, text=name, merchant=plumber(name, manager=merchant))
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("case", ["another trade", "not hers", "withdrawn", "closed", "her own request", "a tip"])
def test_merchant_answers_in_no_other_case(member: Member, case: str) -> None:
    post = asked(author=member) if case == "her own request" else asked()
    trade = "shop=bakery" if case == "another trade" else "craft=plumber"
    listing = make_listing(category=make_category(trade), manager=None if case == "not hers" else member)
    Listing.objects.filter(pk=listing.pk).update(status="removed" if case == "withdrawn" else "published")
    post.closed_at = post.created_at if case == "closed" else None
    post.kind = PostKind.TIP if case == "a tip" else PostKind.REQUEST
    assert may_answer_for(member, post) == []
    if case in ("not hers", "withdrawn"):
        with pytest.raises(PermissionDenied):
            add_comment(post=post, author=member, text="Moi.", merchant=listing)


def test_merchant_s_answer_taken_down_makes_room_for_one(member_client: Client, member: Member) -> None:
    listing, post = plumber(manager=member), asked()
    first = add_comment(post=post, author=member, text="Un.", merchant=listing)
    remove_comment(comment=first)
    add_comment(post=post, author=member, text="Deux.", merchant=listing)
    assert restore_comment(comment=first) is False
    page = words(member_client.post(f"/fil/reponse/{first.pk}/retablir/", follow=True))
    assert "Vous avez répondu de nouveau depuis" in page
    assert [said.text for said in Comment.objects.published()] == ["Deux."]
