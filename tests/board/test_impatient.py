"""What goes wrong between the form and the board: a business that left, a post that went, too many photos."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mcs.board.models import Comment, Post, Recommendation
from mcs.board.queries.submissions import AGAIN
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.board.conftest import PUBLISH, answer_form, errors, indexed, photo_file, request_form, review_form, words
from tests.factories import make_post

pytestmark = pytest.mark.django_db

GONE = ["« Boucherie du Prado » n’est plus dans l’annuaire. Nommez un autre commerce, ou publiez sans en nommer."]


def withdrawn() -> Listing:
    """Picked while it was there, gone when the form is sent."""
    listing = indexed("Boucherie du Prado")
    Listing.objects.filter(pk=listing.pk).update(status=ListingStatus.REMOVED)
    return listing


def test_business_that_left_the_directory_is_said_and_the_answer_goes_without(member_client: Client) -> None:
    listing, post = withdrawn(), make_post()
    form = answer_form(listing_name=listing.name, listing=listing.slug)
    response = member_client.post(post.get_absolute_url(), form)
    assert errors(response) == GONE
    assert f"{form['text']}</textarea>" in response.content.decode()
    assert not Comment.objects.exists()
    member_client.post(post.get_absolute_url(), form | {"listing_choice": "-"})
    assert Comment.objects.get().listing is None
    assert not Recommendation.objects.exists()


def test_review_of_a_business_that_left_is_said(member_client: Client) -> None:
    listing = withdrawn()
    response = member_client.post(PUBLISH, review_form(listing_name=listing.name, listing=listing.slug))
    assert errors(response) == GONE
    assert "Très bon accueil.</textarea>" in response.content.decode()
    assert not Post.objects.exists()


def test_thirty_photos_keep_six_and_the_text_and_say_so(member_client: Client, member: Member) -> None:
    form = request_form()
    photos = [photo_file(f"fuite-{number}.jpg") for number in range(30)]
    response = member_client.post(PUBLISH, form | {"photos": photos})
    said = errors(response)
    assert said[0] == "24 photos n’ont pas été prises : six au plus."
    assert f"{form['text']}</textarea>" in response.content.decode()
    assert not Post.objects.exists()
    tokens = response.context["form"].kept_tokens()
    member_client.post(PUBLISH, form | {"kept_photos": tokens})
    assert Post.objects.get().photos.count() == 6


def test_whole_answer_sent_to_a_post_gone_is_given_back_to_a_visitor_too(client: Client) -> None:
    post = make_post()
    url = post.get_absolute_url()
    post.delete()
    response = client.post(url, answer_form(text="Trop tard ?"))
    assert response.status_code == 410
    assert "Trop tard ?</textarea>" in response.content.decode()
    assert "Votre réponse n’a pas été publiée." in words(response)


def test_post_sent_again_from_the_page_gone_back_to_stands_once(member_client: Client) -> None:
    first = member_client.post(PUBLISH, request_form())
    again = member_client.post(PUBLISH, request_form())
    assert again.headers["Location"] == first.headers["Location"]
    assert "Vous l’avez publié il y a un instant" in words(member_client.get(first.headers["Location"]))
    member_client.post(PUBLISH, request_form(photos=photo_file()))
    member_client.post(PUBLISH, request_form(text="Je cherche un plombier moins cher."))
    assert Post.objects.count() == 3
    with time_machine.travel(timezone.now() + AGAIN + timedelta(seconds=1)):
        member_client.post(PUBLISH, request_form())
    assert Post.objects.count() == 4


def test_answer_sent_again_from_the_page_gone_back_to_stands_once(member_client: Client) -> None:
    post, listing = make_post(), indexed("Boucherie du Prado")
    first = member_client.post(post.get_absolute_url(), answer_form())
    again = member_client.post(post.get_absolute_url(), answer_form())
    assert again.headers["Location"] == first.headers["Location"]
    member_client.post(post.get_absolute_url(), answer_form(listing_name=listing.name))  # she went back to name it
    assert Comment.objects.count() == 2
    member_client.post(make_post().get_absolute_url(), answer_form())
    assert Comment.objects.count() == 3
