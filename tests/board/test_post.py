"""A post's page, and answering it."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mcs.board.models import Comment, Post, Recommendation
from mcs.directory.enums import ListingStatus
from mcs.members.models import Member
from tests.board.conftest import answer_form, errors, request_form, words
from tests.factories import make_comment, make_district, make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


def test_post_with_its_answers_oldest_first(client: Client) -> None:
    post = make_post("Un plombier", body="Fuite sous l’évier.", comment_count=2)
    make_comment(post, "Premier.", author=make_member("Karim L.", district=make_district(8)))
    listing = make_listing("Plomberie Saint-Loup", district=make_district(9))
    make_comment(post, "Second.", listing=listing)
    page = words(client.get(post.get_absolute_url()))
    assert "2 réponses Karim L. 8 e · à l’instant Premier. Partager Signaler Karim L. à l’instant Second." in page
    assert "Recommande Plomberie Saint-Loup Boucherie · 9 e" in page


def test_wrong_slug_leads_to_the_right_address(client: Client) -> None:
    post = make_post()
    response = client.get(f"/fil/{post.pk}-autre-titre/")
    assert (response.status_code, response.headers["Location"]) == (301, post.get_absolute_url())


@pytest.mark.parametrize("path", ["/fil/0-x/", "/fil/999-x/", "/fil/99999999999999999999999-x/"])
def test_post_that_never_was_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_title_without_letters_of_an_address_is_called_by_its_kind(client: Client) -> None:
    post = make_post("漢字 ?")
    assert post.get_absolute_url() == f"/fil/{post.pk}-request/"
    assert client.get(post.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("answers", [1, 3])
def test_post_costs_a_member_seven_queries(
    member_client: Client, answers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = make_post(district=make_district(8))
    for number in range(answers):
        make_comment(post, author=make_member(district=make_district(9)), listing=make_listing(f"Plomberie {number}"))
    with django_assert_num_queries(7):
        member_client.get(post.get_absolute_url())


def test_post_gives_a_visitor_nothing_to_carry(client: Client) -> None:
    response = client.get(make_post().get_absolute_url())
    assert response.cookies == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert 'name="submission"' not in response.content.decode()


def test_links_in_a_text_can_be_pressed_and_nothing_else(client: Client) -> None:
    post = make_post(body='Voir https://exemple.fr/?a=1&b="><script>x</script> javascript:alert(1)')
    page = client.get(post.get_absolute_url()).content.decode()
    assert '<a href="https://exemple.fr/?a=1&amp;b=" rel="nofollow">' in page
    assert "<script>x" not in page
    assert 'href="javascript' not in page


def test_answer_stands_under_the_post(member_client: Client, member: Member) -> None:
    post = make_post()
    response = member_client.post(post.get_absolute_url(), answer_form(text="Essayez la rue Paradis."))
    comment = Comment.objects.get()
    assert response.headers["Location"] == f"{post.get_absolute_url()}#reponse-{comment.pk}"
    assert (comment.author, comment.text, comment.listing) == (member, "Essayez la rue Paradis.", None)
    post.refresh_from_db()
    assert post.comment_count == 1
    assert not Recommendation.objects.exists()
    page = member_client.get(post.get_absolute_url())
    assert f'id="reponse-{comment.pk}"' in page.content.decode()
    assert "C’est publié." in words(page)


def test_asker_may_answer_herself(member_client: Client, member: Member) -> None:
    post = make_post(author=member)
    member_client.post(post.get_absolute_url(), answer_form())
    assert Comment.objects.get().author == member


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Écrivez d’abord quelques mots."),
        ("👍👍👍", "Écrivez quelques mots : il est difficile de répondre à des symboles seuls."),
        ("a" * 100_000, "Ce texte compte 100000 caractères ; il peut en avoir 3000 au plus."),
    ],
)
def test_answer_that_says_nothing_or_too_much_gets_a_sentence(member_client: Client, text: str, sentence: str) -> None:
    response = member_client.post(make_post().get_absolute_url(), answer_form(text=text))
    assert errors(response) == [sentence]
    assert not Comment.objects.exists()


def test_same_answer_sent_twice_stands_once(member_client: Client) -> None:
    post, form = make_post(), answer_form()
    first = member_client.post(post.get_absolute_url(), form)
    second = member_client.post(post.get_absolute_url(), form)
    assert second.headers["Location"] == first.headers["Location"]
    post.refresh_from_db()
    assert (Comment.objects.count(), post.comment_count) == (1, 1)


def test_answer_to_a_deleted_post_gives_the_text_back(member_client: Client) -> None:
    post = make_post()
    path = post.get_absolute_url()
    post.delete()
    response = member_client.post(path, answer_form(text="Venu <vite>."))
    assert response.status_code == 410
    assert "Cette publication n’existe plus" in words(response)
    assert "Venu &lt;vite&gt;.</textarea>" in response.content.decode()
    assert not Comment.objects.exists()


def test_long_thread_is_paged_and_an_answer_leads_to_its_page(member_client: Client) -> None:
    post = make_post()
    for number in range(51):
        make_comment(post, f"Réponse {number}.")
    first = member_client.get(post.get_absolute_url()).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    assert "Réponse 50." not in first
    rest = words(member_client.get(f"{post.get_absolute_url()}{following[1]}"))
    assert "Réponse 49." not in rest
    assert "Réponse 50." in rest
    added = member_client.post(post.get_absolute_url(), answer_form(text="La dernière.")).headers["Location"]
    page, _, fragment = added.partition("#")
    assert f'id="{fragment}"' in member_client.get(page).content.decode()


@pytest.mark.parametrize("after", ["x", "0", "-1", "9" * 30, "%00"])
def test_mangled_page_of_a_thread_shows_its_beginning(client: Client, after: str) -> None:
    post = make_post()
    make_comment(post, "Premier.")
    assert "Premier." in words(client.get(f"{post.get_absolute_url()}?apres={after}"))


def test_thirty_first_answer_of_an_hour_waits(member_client: Client) -> None:
    path = make_post().get_absolute_url()
    for number in range(30):
        assert member_client.post(path, answer_form(text=f"Plombier {number}")).status_code == 302
    response = member_client.post(path, answer_form(text="La suivante."))
    assert response.status_code == 429
    assert "Vous avez beaucoup répondu en peu de temps. Votre texte est gardé" in words(response)
    assert "La suivante.</textarea>" in response.content.decode()


def test_photos_of_a_post_that_failed_are_not_shown(client: Client) -> None:
    assert "photo" not in re.findall(r'class="([^"]+)"', client.get(make_post().get_absolute_url()).content.decode())


def test_everything_a_form_may_bring_is_survived(member_client: Client) -> None:
    bad: dict[str, Any] = dict.fromkeys(request_form() | answer_form(), "\x00\u202e<script>" + "z" * 3000)
    bad |= {"listing_name": "\x00" * 9, "listing": "\x00../", "listing_choice": "😀", "kept_photos": ["\x00", "a:b:c"]}
    path = make_post().get_absolute_url()
    assert member_client.post(path, bad).status_code == 200
    assert member_client.post("/fil/publier/", bad).status_code == 200
    assert Post.objects.count() == 1


def test_listing_that_was_withdrawn_is_not_shown_under_an_answer(client: Client) -> None:
    comment = make_comment(make_post(), listing=make_listing("Fermé", status=ListingStatus.REMOVED))
    assert "Recommande Fermé" not in words(client.get(comment.post.get_absolute_url()))


def test_submission_of_a_comment_is_its_authors() -> None:
    post, key = make_post(), str(uuid4())
    for name in ("Karim L.", "Lucie P."):
        client = Client()
        client.force_login(make_member(name))
        client.post(post.get_absolute_url(), answer_form(submission=key))
    assert Comment.objects.count() == 2
