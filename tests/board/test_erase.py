"""What becomes of what a member wrote when she erases herself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mcs.board.actions.edit import edit_post
from mcs.board.actions.index import index_posts
from mcs.board.actions.marks import set_follow, set_thanks
from mcs.board.actions.recommend import recommend_listing
from mcs.board.actions.remove import purge_removed, remove_post
from mcs.board.actions.reply import reply
from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, Post, PostRevision, Recommendation
from mcs.board.queries.finding import find_posts
from mcs.board.rules import renewal_token
from mcs.directory.models import Listing
from mcs.members.erasure import erase_member
from mcs.members.models import Member
from tests.factories import make_comment, make_listing, make_member, make_post

pytestmark = pytest.mark.django_db
GONE = "Texte effacé par son auteur"


def make_thread() -> tuple[Member, Member, Post, Comment]:
    """Nadia asks, Karim answers, Nadia thanks him in words."""
    nadia, karim = make_member(), make_member("Karim L.")
    post = make_post(author=nadia, body="Avant vendredi.", closes_on=timezone.localdate() + timedelta(days=20))
    make_comment(post, author=karim)
    own = make_comment(post, "Merci Karim.", author=nadia)
    Post.objects.filter(pk=post.pk).update(comment_count=2)
    index_posts([post.pk])
    return nadia, karim, post, own


def page_of(post: Post) -> str:
    return Client().get(Post.objects.get(pk=post.pk).get_absolute_url()).content.decode()


def test_thread_stays_readable_without_her_name() -> None:
    nadia, _karim, post, _own = make_thread()
    erase_member(member=nadia)
    page = page_of(post)
    assert "Un plombier sérieux vers Sainte-Marguerite" in page
    assert "Merci Karim." in page
    assert page.count('<span class="muted">Ancien membre</span>') == 2
    assert "Nadia" not in page
    assert f"/voisins/{nadia.pk}/" not in page
    assert Client().get(f"/voisins/{nadia.pk}/").status_code == 404


def test_open_request_closes_and_its_mailed_link_dies() -> None:
    nadia, _karim, post, _own = make_thread()
    token = renewal_token(post)
    erase_member(member=nadia)
    assert Post.objects.get(pk=post.pk).close_reason == "withdrawn"
    assert Client().post(f"/fil/renouveler/{token}/", {"suite": "renouveler"}).status_code == 404


def test_words_go_too_when_asked_and_answers_stay() -> None:
    nadia, _karim, post, own = make_thread()
    alone = make_post("Personne ne répond", author=nadia)
    erase_member(member=nadia, words=True)
    page = page_of(post)
    assert GONE in page
    assert "Essayez Plomberie Saint-Loup." in page
    assert [text in page for text in ("plombier sérieux", "Avant vendredi", "Merci Karim")] == [False] * 3
    assert not Comment.objects.filter(pk=own.pk).exists()
    assert not Post.objects.filter(pk=alone.pk).exists()
    kept = Post.objects.get()
    assert (kept.title, kept.body, kept.comment_count) == (GONE, "", 1)
    assert list(find_posts("Sainte-Marguerite vendredi", Post.objects.all())) == []


def test_former_versions_and_what_was_hidden_go() -> None:
    nadia, _karim, post, _own = make_thread()
    edit_post(post=post, text="Un plombier vers Mazargues", seen=None)
    removed, held = make_post("Retiré", author=nadia), make_post("Retenu", author=nadia, status=ContentStatus.HELD)
    remove_post(post=removed)
    erase_member(member=nadia)
    assert PostRevision.objects.count() == 0
    assert not Post.objects.filter(pk__in=[removed.pk, held.pk]).exists()
    assert "Ce qu’il disait avant n’est plus gardé" in Client().get(f"/fil/{post.pk}/historique/").content.decode()


def test_recommendations_no_longer_count() -> None:
    nadia, listing = make_member(), make_listing()
    recommend_listing(listing=listing, member=nadia, text="Une viande tendre.")
    recommend_listing(listing=listing, member=make_member("Karim L."), text="Un bon conseil.")
    erase_member(member=nadia)
    listing = Listing.objects.get()
    assert (listing.recommendation_count, listing.quote) == (1, "Un bon conseil.")
    assert Recommendation.objects.filter(member=nadia).count() == 0


def test_marks_are_taken_back() -> None:
    nadia, karim, post, _own = make_thread()
    answer = Comment.objects.get(author=karim)
    other = make_post("Un bon plan", author=karim, kind=PostKind.TIP)
    for thing in (answer, other):
        set_thanks(member=nadia, thing=thing, given=True)
    set_thanks(member=karim, thing=post, given=True)
    set_follow(member=nadia, post=other, follows=True)
    erase_member(member=nadia)
    answer.refresh_from_db()
    other.refresh_from_db()
    assert (answer.thanks_count, other.thanks_count, Post.objects.get(pk=post.pk).thanks_count) == (0, 0, 1)
    assert other.followers.count() == 0


def test_merchants_reply_stays_under_a_review_without_words() -> None:
    nadia, sophie = make_member(), make_member("Sophie T.")
    listing = make_listing(manager=sophie)
    review = make_post("Une viande tendre", author=nadia, kind=PostKind.REVIEW, listing=listing, rating=5)
    reply(to=review, author=sophie, text="Merci à vous.")
    erase_member(member=nadia, words=True)
    review.refresh_from_db()
    assert (review.title, review.rating) == (GONE, None)
    erase_member(member=sophie)
    listing.refresh_from_db()
    review.refresh_from_db()
    assert (review.reply.text, review.reply.author, listing.manager) == ("Merci à vous.", None, None)


def test_recommendation_taken_back_is_forgotten_and_a_refused_one_remembered() -> None:
    long_ago = timezone.now() - timedelta(days=31)
    about = {"listing": make_listing(), "status": ContentStatus.REMOVED, "removed_at": long_ago}
    Recommendation.objects.create(member=make_member(), **about)
    refused = Recommendation.objects.create(member=make_member(), hold_reason="burst", **about)
    recent = Recommendation.objects.create(member=make_member(), **about | {"removed_at": timezone.now()})
    assert purge_removed() == 1
    assert set(Recommendation.objects.all()) == {refused, recent}
