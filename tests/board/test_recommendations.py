"""An answer that names a listing vouches for it; so does « Je recommande » on its page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.actions.comment import add_comment
from mcs.board.actions.publish import publish_post
from mcs.board.actions.recommend import first_sentences, recommend_listing
from mcs.board.enums import ContentStatus, HoldReason, PostKind
from mcs.board.models import Comment, Post, Recommendation
from mcs.board.views.recommendations import recommendations_panel
from mcs.directory.actions.claims import open_claim, prove
from mcs.directory.enums import ClaimProof, ListingStatus
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.board.conftest import answer_form, errors, indexed, words
from tests.factories import make_comment, make_district, make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


def recommend(listing: Listing, name: str, text: str = "", days: int = 0) -> Recommendation:
    """A neighbour's recommendation, so many days old, in answer to a post."""
    when = timezone.now() - timedelta(days=days)
    member = make_member(name, district=make_district(8))
    comment = make_comment(make_post(f"Question de {name}"), text or "Très bien.", author=member, created_at=when)
    return recommend_listing(listing=listing, member=member, text=text, comment=comment)


def test_answer_naming_a_listing_recommends_it(member_client: Client, member: Member) -> None:
    listing = indexed("Plomberie Saint-Loup")
    post = make_post("Un plombier sérieux")
    member_client.post(post.get_absolute_url(), answer_form(listing_name="Saint-Loup"))
    recommendation = Recommendation.objects.get()
    assert (recommendation.listing, recommendation.member) == (listing, member)
    assert recommendation.comment == Comment.objects.get()
    assert (recommendation.need, recommendation.text) == (
        "Un plombier sérieux",
        "Venu en une heure, facture correcte.",
    )
    listing.refresh_from_db()
    assert (listing.recommendation_count, listing.quote) == (1, "Venu en une heure, facture correcte.")
    assert listing.recommended_at == Comment.objects.get().created_at


def test_member_recommends_a_listing_once_and_the_last_answer_counts() -> None:
    listing, member = make_listing(), make_member()
    for title, text in (("Un boucher", "Bonne viande."), ("Un traiteur", "Bon gigot.")):
        add_comment(post=make_post(title), author=member, text=text, listing=listing)
    recommendation = Recommendation.objects.get()
    assert (recommendation.need, recommendation.text) == ("Un traiteur", "Bon gigot.")
    listing.refresh_from_db()
    assert (listing.recommendation_count, listing.quote) == (1, "Bon gigot.")


def test_words_said_on_the_page_keep_the_answer_they_came_with() -> None:
    listing = make_listing()
    recommendation = recommend(listing, "Karim L.", "Bien.", days=4)
    recommend_listing(listing=listing, member=recommendation.member, text="Très bien.")
    changed = Recommendation.objects.get()
    assert (changed.text, changed.need) == ("Très bien.", "Question de Karim L.")
    assert (changed.comment, changed.created_at) == (recommendation.comment, recommendation.created_at)


def test_quote_is_the_last_that_says_something() -> None:
    listing = make_listing()
    recommend(listing, "Paul R.", "Conseils de cuisson offerts.", days=2)
    recommend(listing, "Hélène S.", days=0)
    listing.refresh_from_db()
    assert (listing.recommendation_count, listing.quote) == (2, "Conseils de cuisson offerts.")


@pytest.mark.parametrize("status", [ListingStatus.DRAFT, ListingStatus.REMOVED])
def test_listing_that_is_not_published_is_not_recommended(status: ListingStatus) -> None:
    with pytest.raises(PermissionDenied):
        recommend_listing(listing=make_listing(status=status), member=make_member())


def test_own_business_is_not_recommended_by_an_answer() -> None:
    member = make_member()
    with pytest.raises(PermissionDenied):
        add_comment(post=make_post(), author=member, text="Chez moi.", listing=make_listing(manager=member))
    assert not Comment.objects.exists()


def test_answer_to_a_post_that_is_gone_is_refused() -> None:
    post = make_post()
    Post.objects.all().delete()
    with pytest.raises(Post.DoesNotExist):
        add_comment(post=post, author=make_member(), text="Trop tard.")


def test_actions_called_again_with_the_same_key_change_nothing() -> None:
    author, key = make_member(), make_member().pk
    posts = {publish_post(author=author, kind=PostKind.REQUEST, text="Bonjour.", submission=key) for _ in range(2)}
    post = posts.pop()
    assert not posts
    assert len({add_comment(post=post, author=author, text="Oui.", submission=key) for _ in range(2)}) == 1
    post.refresh_from_db()
    assert post.comment_count == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une phrase.", "Une phrase."),
        ("Deux\nlignes.", "Deux lignes."),
        ("Première phrase bien longue. Une autre qui dépasse.", "Première phrase bien longue."),
        ("Oui. Venu en une heure avec son fils", "Oui. Venu en une heure avec…"),
        ("x" * 60, "x" * 31 + "…"),
    ],
)
def test_long_answer_is_cut_at_a_sentence_or_a_word(text: str, expected: str) -> None:
    assert first_sentences(text, 32) == expected


def test_panel_shows_who_recommends_and_for_what(rf: RequestFactory, member: Member) -> None:
    listing = make_listing()
    recommendation = recommend(listing, "Hélène S.", "Livré dans l’heure à ma mère.", days=1)
    recommend(listing, "Paul R.", "Conseils de cuisson offerts.", days=3)
    listing.refresh_from_db()
    request = rf.get("/")
    request.user = member
    request.session = Client().session
    html = recommendations_panel(request, listing)
    text = " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())
    assert text.startswith(
        "Recommandé par 2 voisins « Livré dans l’heure à ma mère. » Hélène S. · 8 e · hier en réponse à "
        "Question de Hélène S. Signaler « Conseils"
    )
    assert recommendation.comment
    assert f'<a href="{recommendation.comment.post.get_absolute_url()}">' in html
    assert "Je recommande" in text


def test_panel_offers_nothing_on_ones_own_business(rf: RequestFactory, member: Member) -> None:
    request = rf.get("/")
    request.user = member
    request.session = Client().session
    assert "Je recommande" not in recommendations_panel(request, make_listing(manager=member))
    assert recommendations_panel(request, make_listing(status=ListingStatus.DRAFT)) == ""


def test_listing_page_carries_the_panel(client: Client) -> None:
    listing = make_listing()
    recommend(listing, "Hélène S.", "Livré dans l’heure.")
    response = client.get(listing.get_absolute_url())
    assert "Recommandé par 1 voisin" in words(response)
    assert response.cookies == {}


@pytest.mark.parametrize("items", [1, 3])
def test_recommendations_cost_a_visitor_two_queries(
    client: Client, items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listing = make_listing()
    for number in range(items):
        recommend(listing, f"Voisin {number}", days=number)
    with django_assert_num_queries(2):
        response = client.get(f"/fil/recommandations/{listing.slug}/")
    assert response.cookies == {}


def test_recommendations_page_by_cursor(client: Client) -> None:
    listing = make_listing()
    for number in range(6):
        recommend(listing, f"Voisin {number}", days=number)
    path = f"/fil/recommandations/{listing.slug}/"
    page = client.get(path).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    assert "Voisin 5 ·" not in page
    rest = client.get(following[1], headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in rest
    assert re.findall(r"Voisin \d", rest)[0] == "Voisin 5"


@pytest.mark.parametrize("path", ["recommandations", "recommander"])
def test_recommendations_of_a_draft_are_not_found(client: Client, path: str) -> None:
    draft = make_listing(status=ListingStatus.DRAFT)
    assert client.get(f"/fil/{path}/{draft.slug}/").status_code == 404
    assert client.get(f"/fil/{path}/nulle-part/").status_code == 404


def test_recommending_on_the_page_can_be_said_again(member_client: Client) -> None:
    listing = make_listing()
    path = f"/fil/recommander/{listing.slug}/"
    for text in ("Bien.", "Très bien."):
        response = member_client.post(path, {"text": text})
        assert response.headers["Location"] == f"{listing.get_absolute_url()}#recommandations"
    assert list(Recommendation.objects.values_list("text", "need")) == [("Très bien.", "")]
    assert "Très bien.</textarea>" in member_client.get(path).content.decode()


def test_recommending_needs_no_words(member_client: Client) -> None:
    listing = make_listing()
    member_client.post(f"/fil/recommander/{listing.slug}/", {"text": " "})
    listing.refresh_from_db()
    assert (listing.recommendation_count, listing.quote) == (1, "")


def test_recommending_with_too_many_words_keeps_them(member_client: Client) -> None:
    response = member_client.post(f"/fil/recommander/{make_listing().slug}/", {"text": "mot " * 100})
    assert errors(response) == ["Ce texte compte 399 caractères ; il peut en avoir 280 au plus."]
    assert not Recommendation.objects.exists()


def test_recommending_ones_own_business_is_refused_in_a_sentence(member_client: Client, member: Member) -> None:
    listing = make_listing(manager=member)
    response = member_client.post(f"/fil/recommander/{listing.slug}/", {"text": "Chez moi."}, follow=True)
    assert "C’est votre propre commerce : vos voisins peuvent le recommander, pas vous." in words(response)
    assert not Recommendation.objects.exists()


def test_who_comes_to_run_a_business_no_longer_vouches_for_it() -> None:
    """A dishonest merchant speaks first, and claims the page afterwards."""
    merchant, neighbour, listing = make_member("Paul R."), make_member("Nadia B."), make_listing()
    recommend_listing(listing=listing, member=merchant, text="La meilleure adresse du quartier !")
    recommend_listing(listing=listing, member=neighbour, text="Accueil aimable.")
    review = make_post("Une merveille", author=merchant, kind=PostKind.REVIEW, listing=listing, rating=5)
    prove(claim=open_claim(listing=listing, member=merchant, proof=ClaimProof.NEIGHBOURS))
    listing.refresh_from_db()
    review.refresh_from_db()
    assert (listing.manager, listing.recommendation_count, listing.quote) == (merchant, 1, "Accueil aimable.")
    assert (review.status, review.hold_reason) == (ContentStatus.HELD, HoldReason.OWN)
