"""A business named in an answer that the directory doesn't know yet."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mcs.board.actions.named import propose_named
from mcs.board.actions.publish import publish_post
from mcs.board.enums import PostKind
from mcs.board.models import Comment, Post, Recommendation
from mcs.board.queries.held import held_rows
from mcs.directory.actions.merge import unmerge
from mcs.directory.actions.suggestions import decline_suggestion, reopen_suggestion, take_suggestion
from mcs.directory.enums import RequestStatus
from mcs.directory.models import Listing, ListingChange, Suggestion
from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.notices.models import NoticeEntry
from tests.board.conftest import answer_form, errors, indexed, words
from tests.factories import make_category, make_member, make_post, make_volunteer
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

pytestmark = pytest.mark.django_db
ABOUT = "Plombier au 12 rue de Rome, 04 91 00 00 12."


@pytest.fixture(autouse=True)
def categories() -> None:
    make_category()


def answer(client: Client, **values: Any) -> Any:
    return client.post(make_post().get_absolute_url(), answer_form(**values))


def test_a_business_not_listed_is_proposed_and_recommended_once_it_is_listed(
    member_client: Client, member: Member
) -> None:
    form = answer_form(listing_name="Chez Marcel", listing_about=ABOUT)
    url = make_post("Je cherche un plombier").get_absolute_url()
    page = [member_client.post(url, form, follow=True) for _time in range(2)][-1]  # an impatient thumb
    assert "Cite « Chez Marcel », pas encore dans l’annuaire : les bénévoles cherchent." in words(page)
    suggestion, comment = Suggestion.objects.get(), Comment.objects.get()
    assert (suggestion.member, suggestion.listing.name, suggestion.status) == (member, "Chez Marcel", "waiting")
    assert suggestion.listing.phone == "+33491000012"
    *said, where = suggestion.text.splitlines()
    assert said == ["Chez Marcel", ABOUT]
    assert (
        where.replace("\xa0", " ")
        == f"Cité dans une réponse à « Je cherche un plombier » : {absolute(comment.get_absolute_url())}"
    )
    propose_named(comment_pk=comment.pk, about=ABOUT)  # the job runs again
    assert (Suggestion.objects.count(), Listing.objects.count()) == (1, 1)

    volunteer = make_volunteer()
    for _time in range(2):  # taken back, taken again
        assert take_suggestion(suggestion=suggestion, member=volunteer)
        comment.refresh_from_db()
        voice = Recommendation.objects.get()
        assert (comment.listing, voice.comment, voice.need) == (suggestion.listing, comment, "Je cherche un plombier")
        assert Listing.objects.get().recommendation_count == 1
        assert "Recommande Chez Marcel" in words(member_client.get(url))
        assert reopen_suggestion(suggestion=suggestion, member=volunteer)
        assert "Cite « Chez Marcel », pas encore dans l’annuaire" in words(member_client.get(url))
    suggestion.refresh_from_db()
    assert decline_suggestion(suggestion=suggestion, member=volunteer, reason="Fermé depuis mars.")
    assert "Cite « Chez Marcel », qui n’est pas dans l’annuaire." in words(member_client.get(url))


def test_an_unknown_name_is_proposed_by_a_choice(member_client: Client) -> None:
    response = answer(member_client, listing_name="Chez <b>Marcel")
    assert "Proposer « Chez <b>Marcel » aux bénévoles, qui l’ajouteront à l’annuaire" in words(response)
    assert not Suggestion.objects.exists()
    answer(member_client, listing_name="Chez <b>Marcel", listing_choice="+")
    assert Comment.objects.get().named == Suggestion.objects.get().listing.name == "Chez <b>Marcel"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"listing_about": ABOUT}, "Écrivez le nom du commerce dont vous parlez."),
        (
            {"listing_name": "plomberie SAINT-LOUP", "listing_about": ABOUT},
            "Un commerce de ce nom est dans l’annuaire. Est-ce lui ?",
        ),
        (
            {"listing_name": "Chez Marcel", "listing_about": " ".join(["mot"] * 200)},
            "Ce texte compte 799 caractères ; il peut en avoir 600 au plus.",
        ),
    ],
)
def test_what_is_not_clear_gets_a_sentence_and_stays(
    member_client: Client, values: dict[str, str], sentence: str
) -> None:
    listing = indexed("Plomberie Saint-Loup")
    response = answer(member_client, **values)
    assert errors(response) == [sentence]
    assert f"{values['listing_about']}</textarea>" in response.content.decode()
    assert not Comment.objects.exists()
    if "SAINT" in sentence or "lui" in sentence:
        answer(member_client, listing_choice=listing.slug, **values)
        assert (Comment.objects.get().listing, Suggestion.objects.count()) == (listing, 0)


def test_a_business_that_was_here_after_all_gets_the_recommendation(member_client: Client) -> None:
    answer(member_client, listing_name="Chez Marcel", listing_about=ABOUT)
    known, suggestion = indexed("Marcel et fils"), Suggestion.objects.get()
    desk = Client()
    desk.force_login(make_volunteer())
    desk.post(reverse("directory:suggestion_join", args=[suggestion.pk, known.slug]))
    assert (Comment.objects.get().listing, Recommendation.objects.get().listing) == (known, known)
    unmerge(change=ListingChange.objects.filter(listing=known).latest("pk"), member=None)
    known.refresh_from_db()
    assert (Comment.objects.get().listing, known.recommendation_count) == (None, 0)
    suggestion.refresh_from_db()
    assert suggestion.status == RequestStatus.WAITING


def test_a_review_of_one_not_listed_stands_on_its_page_once_it_is(member_client: Client, member: Member) -> None:
    review = {"kind": "review", "text": "Réparé en une heure.", "listing_name": "Chez Marcel", "rating": "5"}
    review |= {"experienced_on": timezone.localdate().isoformat(), "listing_about": "", "district": ""}
    page = member_client.post(reverse("board:publish"), review)
    assert errors(page) == [
        "Nous n’avons pas trouvé « Chez Marcel » dans l’annuaire. Corrigez le nom, ou choisissez ci-dessous."
    ]
    assert "Proposer « Chez Marcel » aux bénévoles, qui l’ajouteront à l’annuaire" in words(page)
    assert "publier sans en nommer" not in words(page)  # a review is of something
    review |= {"listing_about": ABOUT, "listing_choice": "+"}
    page = member_client.post(reverse("board:publish"), review, follow=True)
    assert "Les bénévoles sont prévenus de ce commerce" in words(page)
    post, suggestion = Post.objects.get(), Suggestion.objects.get()
    assert (post.named, post.listing, post.suggestion) == ("Chez Marcel", None, suggestion)
    propose_named(post_pk=post.pk, about=ABOUT)  # the job runs again
    assert "Chez Marcel, qui n’est pas dans l’annuaire" in words(Client().get(reverse("board:feed")))

    volunteer = make_volunteer()
    assert take_suggestion(suggestion=suggestion, member=volunteer)
    post.refresh_from_db()
    assert post.listing == suggestion.listing
    assert "Réparé en une heure" in words(Client().get(suggestion.listing.get_absolute_url()))
    assert reopen_suggestion(suggestion=suggestion, member=volunteer)
    assert "Chez Marcel, qui n’est pas dans l’annuaire" in words(Client().get(post.get_absolute_url()))

    suggestion.refresh_from_db()
    assert decline_suggestion(suggestion=suggestion, member=volunteer, reason="Introuvable.")
    assert Client().get(post.get_absolute_url()).status_code == 404
    assert "n’ont pas pris dans l’annuaire le commerce" in words(member_client.get(post.get_absolute_url()))
    post.refresh_from_db()
    assert (post.status, [row[3] for found in held_rows() for row in found]) == ("held", [f"publication-{post.pk}"])
    assert reopen_suggestion(suggestion=suggestion, member=volunteer)
    assert Client().get(post.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("is_own", [False, True])
def test_a_review_of_a_business_that_was_here_stands_there_unless_it_is_ones_own(
    member_client: Client, member: Member, is_own: bool
) -> None:
    known = indexed("Marcel et fils", manager=member if is_own else make_member())
    post = publish_post(author=member, kind=PostKind.REVIEW, text="Bien.", named="Chez Marcel", about=ABOUT)
    desk = Client()
    desk.force_login(make_volunteer())
    desk.post(reverse("directory:suggestion_join", args=[Suggestion.objects.get().pk, known.slug]))
    post.refresh_from_db()
    assert post.listing == (None if is_own else known)
    if not is_own:
        assert NoticeEntry.objects.filter(member=known.manager, kind="reviewed").count() == 1
    unmerge(change=ListingChange.objects.filter(listing=known).latest("pk"), member=None)
    post.refresh_from_db()
    assert post.listing is None


def test_a_visitor_names_one_before_joining(visitor: Visitor, passkey: SoftPasskey) -> None:
    response = answer(visitor, listing_name="Chez Marcel", listing_about=ABOUT)
    assert response.status_code == 302
    visitor.join(passkey)
    assert Comment.objects.get().named == Suggestion.objects.get().listing.name == "Chez Marcel"
