"""Recommendations that change, bursts that are held, the merchant's reply, a neighbour's page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.actions.recommend import recommend_listing, withdraw_recommendation
from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Recommendation, Reply
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.board.conftest import errors, words
from tests.factories import make_listing, make_member, make_post, make_volunteer

pytestmark = pytest.mark.django_db
SETTLED = timedelta(days=60)


def recommend(listing: Listing, name: str = "Karim L.", *, settled: bool = True, text: str = "Bien.") -> Recommendation:
    joined_at = timezone.now() - (SETTLED if settled else timedelta(hours=2))
    return recommend_listing(listing=listing, member=make_member(name, joined_at=joined_at), text=text)


def count_of(listing: Listing) -> int:
    listing.refresh_from_db()
    return listing.recommendation_count


def test_said_again_it_changes_and_keeps_what_it_said() -> None:
    listing = make_listing()
    first = recommend(listing, text="Bon pain.")
    again = recommend_listing(listing=listing, member=first.member, text="Bon pain, bel accueil.")
    assert (again.pk, again.text, again.edited_at is not None) == (first.pk, "Bon pain, bel accueil.", True)
    assert [revision.text for revision in again.revisions.all()] == ["Bon pain."]


def test_taken_back_it_counts_no_more_until_it_is_given_again() -> None:
    listing = make_listing()
    made = recommend(listing)
    assert [withdraw_recommendation(recommendation=made), withdraw_recommendation(recommendation=made)] == [True, False]
    assert count_of(listing) == 0
    recommend_listing(listing=listing, member=made.member, text="Bien.")
    assert count_of(listing) == 1


def test_member_takes_it_back_from_the_page(member_client: Client, member: Member) -> None:
    listing = make_listing()
    recommend_listing(listing=listing, member=member, text="Bien.")
    page = words(member_client.post(f"/fil/recommander/{listing.slug}/retirer/", follow=True))
    assert "Votre recommandation est retirée." in page
    assert count_of(listing) == 0


def test_fourth_new_account_within_a_day_is_held() -> None:
    listing = make_listing()
    made = [recommend(listing, f"Nouveau {number}", settled=False) for number in range(5)]
    assert [each.status for each in made] == ["published"] * 3 + ["held"] * 2
    assert recommend(listing).status == ContentStatus.PUBLISHED
    assert count_of(listing) == 4


def test_held_recommendation_says_why_to_its_author_alone(member_client: Client, member: Member) -> None:
    listing = make_listing()
    for number in range(3):
        recommend(listing, f"Nouveau {number}", settled=False)
    page = words(member_client.post(f"/fil/recommander/{listing.slug}/", {"text": "Super adresse."}, follow=True))
    assert "Votre recommandation attend un bénévole" in page
    assert "Merci. Votre recommandation est sur la fiche." not in page
    assert "Super adresse." not in words(Client().get(listing.get_absolute_url()))


def test_volunteer_publishes_what_was_held_and_the_next_comes_up() -> None:
    listing, volunteer = make_listing(), Client()
    volunteer.force_login(make_volunteer())
    held = [recommend(listing, f"Nouveau {number}", settled=False, text=f"Avis {number}.") for number in range(5)][3:]
    assert "Avis 3." in words(volunteer.get("/bureau/"))
    page = volunteer.get(f"/bureau/attente/recommandation/{held[0].pk}/")
    assert "plusieurs nouveaux comptes" in words(page).lower()
    response = volunteer.post(f"/bureau/attente/recommandation/{held[0].pk}/", {"decision": "publier"})
    assert response.headers["Location"] == f"/bureau/attente/recommandation/{held[1].pk}/"
    assert count_of(listing) == 4
    volunteer.post(f"/bureau/attente/recommandation/{held[1].pk}/", {"decision": "retirer"})
    again = volunteer.post(f"/bureau/attente/recommandation/{held[1].pk}/", {"decision": "publier"}, follow=True)
    assert "Quelqu’un l’avait déjà décidé." in words(again)
    assert count_of(listing) == 4


def test_merchant_replies_once_and_may_change_it() -> None:
    merchant, client = make_member("Sophie T."), Client()
    client.force_login(merchant)
    listing = make_listing(manager=merchant)
    voice = recommend(listing)
    review = make_post("Correct", kind=PostKind.REVIEW, listing=listing)
    for address in (f"/fil/repondre/recommandation/{voice.pk}/", f"/fil/repondre/avis/{review.pk}/"):
        client.post(address, {"text": "Merci de votre visite."})
        client.post(address, {"text": "Merci, à bientôt."})
    assert [found.text for found in Reply.objects.all()] == ["Merci, à bientôt."] * 2
    for page in (listing.get_absolute_url(), review.get_absolute_url()):
        assert "Réponse du commerçant à l’instant · modifié Signaler Merci, à bientôt." in words(Client().get(page))
    client.post(f"/fil/repondre/avis/{review.pk}/", {"retirer": "1"})
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("text", ["", "🙂", "a" * 100_000])
def test_bad_reply_keeps_what_was_typed(text: str) -> None:
    merchant, client = make_member("Sophie T."), Client()
    client.force_login(merchant)
    voice = recommend(make_listing(manager=merchant))
    response = client.post(f"/fil/repondre/recommandation/{voice.pk}/", {"text": text})
    assert (response.status_code, len(errors(response)), Reply.objects.count()) == (200, 1, 0)
    assert text in response.content.decode()


def test_neighbour_s_page_shows_what_they_recommend_unless_they_hide_it(member_client: Client, member: Member) -> None:
    recommend_listing(listing=make_listing("Plomberie Saint-Loup"), member=member, text="Venu en une heure.")
    address = f"/voisins/{member.pk}/"
    assert "Venu en une heure." in words(Client().get(address))
    member_client.post("/voisins/visibilite/", {"montrer": "0"})
    assert "Ce voisin garde la liste pour lui." in words(Client().get(address))
    assert "Venu en une heure." in words(member_client.get(address))
    member_client.post("/voisins/visibilite/", {"montrer": "1"})
    assert "Plomberie Saint-Loup" in words(Client().get(address))


@pytest.mark.parametrize("count", [1, 3])
def test_neighbour_s_page_is_five_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    neighbour = make_member()
    for number in range(count):
        recommend_listing(listing=make_listing(f"Commerce {number}"), member=neighbour)
    with django_assert_num_queries(5):
        Client().get(f"/voisins/{neighbour.pk}/")
