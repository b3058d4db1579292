"""What is held by itself, told to both sides; and the look before something is published in anger."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from mcs.board.actions.edit import edit_comment, edit_post
from mcs.board.actions.held import decide_held
from mcs.board.actions.publish import publish_post
from mcs.board.actions.recommend import recommend_listing
from mcs.board.enums import HoldReason, PostKind, TrustLevel
from mcs.board.models import Comment, Post, Recommendation
from mcs.board.queries.trust import FLOOD, KNOWN_AFTER, level_of, reason_to_hold
from mcs.lib.kindness import second_thoughts
from mcs.members.models import Member
from mcs.notices.models import NoticeEntry
from tests.board.conftest import PUBLISH, answer_form, request_form, words
from tests.factories import make_listing, make_member, make_post, make_volunteer

pytestmark = pytest.mark.django_db
LINK = "Voyez www.plombier-malin.fr, il est venu vite."
LONG = "Je vends des paniers garnis magnifiques à tout petit prix."


def old() -> Member:
    return make_member("Odile P.", joined_at=timezone.now() - KNOWN_AFTER)


def test_level_comes_by_itself() -> None:
    member = old()
    assert level_of(make_volunteer()) is TrustLevel.VOLUNTEER
    assert level_of(member) is TrustLevel.NEW  # nothing of hers stands yet
    make_post(author=member)
    assert level_of(member) is TrustLevel.KNOWN
    merchant = make_member("Marc D.")
    assert level_of(merchant) is TrustLevel.NEW
    make_listing(manager=merchant)
    assert level_of(merchant) is TrustLevel.KNOWN


@pytest.mark.parametrize("text", [LINK, "Appelez le 06 12 34 56 78.", "Mail : zoe (arobase) fleurs.fr", "t.me/gains"])
def test_contact_of_a_new_account_waits_and_that_of_a_known_one_does_not(text: str) -> None:
    member = old()
    assert reason_to_hold(member, text) == HoldReason.NEW_ACCOUNT_CONTACT
    assert reason_to_hold(member, "Je cherche un plombier.") == ""
    make_post(author=member)
    assert reason_to_hold(member, text) == ""


def test_link_to_this_very_site_is_none() -> None:
    assert reason_to_hold(make_member(), "Voir http://localhost:8000/annuaire/momo/") == ""


def test_same_text_again_and_many_at_once_wait(member: Member) -> None:
    publish_post(author=make_volunteer(), kind=PostKind.TIP, text=LONG)
    assert reason_to_hold(member, LONG) == HoldReason.REPEATED
    known = make_member("Rosa L.")
    make_listing(manager=known)
    assert reason_to_hold(known, LONG) == ""
    publish_post(author=known, kind=PostKind.TIP, text=LONG)
    assert reason_to_hold(known, LONG) == HoldReason.REPEATED
    for _ in range(FLOOD):
        make_post(author=member)
    assert reason_to_hold(member, "Merci !") == HoldReason.FLOOD


def test_held_post_says_why_to_its_author_and_to_the_volunteer(member_client: Client) -> None:
    page = member_client.post(PUBLISH, request_form(text=LINK, vu="1"), follow=True)
    assert "un nouveau compte donne un lien, un téléphone ou un e-mail. Un bénévole" in words(page)
    assert "C’est publié" not in words(page)
    post = Post.objects.get()
    assert Client().get(post.get_absolute_url()).status_code == 404
    assert LINK[:20] not in words(Client().get("/fil/"))
    desk = Client()
    desk.force_login(make_volunteer())
    address = f"/bureau/attente/publication/{post.pk}/"
    assert "Un nouveau compte donne un lien" in words(desk.get(address))
    desk.post(address, {"decision": "publier"})
    assert Client().get(post.get_absolute_url()).status_code == 200


def test_held_answer_is_told_counted_and_recommends_once_published(member: Member, member_client: Client) -> None:
    asked, listing = make_post(author=make_member("Ali K.")), make_listing("Plomberie Maligne")
    form = answer_form(text=LINK, listing=listing.slug, listing_name=listing.name)
    page = member_client.post(asked.get_absolute_url(), form, follow=True)
    assert "Votre réponse attend qu’un bénévole" in words(page)
    comment = Comment.objects.get()
    asked.refresh_from_db()
    assert (asked.comment_count, asked.first_answer_at, NoticeEntry.objects.count()) == (0, None, 0)
    assert not Recommendation.objects.exists()
    assert decide_held(thing=comment, member=make_volunteer(), publish=True)
    asked.refresh_from_db()
    assert (asked.comment_count, Recommendation.objects.get().comment) == (1, comment)
    assert NoticeEntry.objects.filter(member=member).exists()  # she is told that it is public now


def test_link_slipped_in_later_waits_too(member: Member) -> None:
    post = publish_post(author=member, kind=PostKind.REQUEST, text="Je cherche un plombier.")
    assert post.is_published
    post = edit_post(post=post, text=LINK, seen=None)
    assert (post.status, post.hold_reason) == ("held", HoldReason.CHANGED)
    decide_held(thing=post, member=make_volunteer(), publish=True)
    assert edit_post(post=post, text=f"Merci. {LINK}", seen=post.edited_at).is_published  # it was looked at
    foreign = make_post()
    answer = Comment.objects.create(post=foreign, author=member, text="Oui.")
    assert edit_comment(comment=answer, text=LINK, seen=None).status == "held"
    foreign.refresh_from_db()
    assert foreign.comment_count == 0
    listing = make_listing()
    assert recommend_listing(listing=listing, member=member, text="Très bien.").is_published
    assert recommend_listing(listing=listing, member=member, text=LINK).status == "held"


def test_field_that_nobody_sees_holds_what_a_machine_wrote(member_client: Client) -> None:
    page = member_client.post(PUBLISH, request_form(siteweb="https://x.example", vu="1"), follow=True)
    assert "comme le font les machines" in words(page)


def test_second_look_is_offered_once_and_loses_nothing(member_client: Client) -> None:
    form = request_form(text="Ce plombier est un escroc, fuyez-le.", vu="1", submission=str(uuid4()))
    page = member_client.post(PUBLISH, form)
    assert "Encore un regard avant que ce soit public ? Un mot peut y blesser." in words(page)
    assert (Post.objects.count(), "escroc, fuyez-le.</textarea>" in page.content.decode()) == (0, True)
    assert 'name="relu" value="1"' in page.content.decode()
    member_client.post(PUBLISH, form | {"relu": "1"})
    assert Post.objects.get().is_published  # no word is held by itself
    answer = answer_form(text="Espèce d’abruti !")
    asked = make_post().get_absolute_url()
    assert "Un mot peut y blesser" in words(member_client.post(asked, answer))
    assert member_client.post(asked, answer | {"relu": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Je cherche un plombier sérieux, merci !", 0),
        ("URGENT chauffe-eau en panne", 0),
        ("JE CHERCHE UN PLOMBIER SÉRIEUX", 1),
        ("Son numéro : 06 12 34 56 78", 1),
        ("La boutique : 04 91 12 34 56", 0),
        ("", 0),
    ],
)
def test_second_look_at(text: str, count: int) -> None:
    assert len(second_thoughts(text)) == count


def test_page_tells_the_rules(client: Client) -> None:
    assert timedelta(days=14) == KNOWN_AFTER
    assert "Ici depuis 14 jours" in words(client.get("/confiance/"))
