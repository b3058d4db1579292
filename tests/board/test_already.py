"""« Peut-être déjà la réponse », and finding posts by their words."""

from __future__ import annotations

import pytest
from django.test import Client

from mcs.board.actions.comment import add_comment
from mcs.board.actions.index import index_posts, reindex_posts
from mcs.board.actions.publish import publish_post
from mcs.board.actions.remove import remove_post
from mcs.board.enums import PostKind
from mcs.board.models import Post
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.board.conftest import indexed, request_form, words
from tests.factories import make_category, make_member

pytestmark = pytest.mark.django_db
PLUMBERS = ["plombier", "plombière", "fuite d’eau", "chauffe-eau"]


@pytest.fixture
def plumber() -> Listing:
    trade = make_category("craft=plumber", name_fr="Plomberie", name_en="Plumber", synonyms=PLUMBERS)
    return indexed("Dépannage Saint-Loup", category=trade)


def ask(text: str = "Bonjour, je cherche un plombier sérieux pour un chauffe-eau.") -> Post:
    return publish_post(author=make_member("Nadia B."), kind=PostKind.REQUEST, text=text)


def answered(listing: Listing) -> Post:
    post = ask()
    add_comment(post=post, author=make_member("Karim L."), text="Venu en une heure.", listing=listing)
    return post


def perhaps(client: Client, text: str, kind: str = "request") -> str:
    return words(client.get("/fil/peut-etre/", {"text": text, "kind": kind}))


def test_question_being_typed_is_met_by_listings_and_answered_requests(client: Client, plumber: Listing) -> None:
    answered(plumber)
    text = perhaps(client, "Je cherche un plombier pour mon chauffe-eau")
    assert "Dépannage Saint-Loup" in text
    assert "Recommandé pour « Bonjour, je cherche un plombier sérieux pour un chauffe-eau »" in text
    assert "1 réponse" in text
    assert "Karim L. recommande Dépannage Saint-Loup" in text


def test_listing_is_shown_for_the_need_that_is_the_question_s(client: Client, plumber: Listing) -> None:
    answered(plumber)
    other = publish_post(author=make_member(), kind=PostKind.REQUEST, text="Louer une décolleuse à papier peint")
    add_comment(post=other, author=make_member("Sylvie G."), text="Demandez-leur.", listing=plumber)
    assert "Recommandé pour « Bonjour, je cherche un plombier" in perhaps(client, "un plombier pour mon chauffe-eau")
    assert "Recommandé par 2 voisins" in perhaps(client, "une fuite sous mon évier")


def test_unanswered_requests_answer_nothing(client: Client, plumber: Listing) -> None:
    ask()
    assert "réponse" not in perhaps(client, "un plombier pour mon chauffe-eau").replace("Peut-être déjà la réponse", "")


@pytest.mark.parametrize("text", ["", "bonjour", "je cherche", "🙂", "\x00", "a" * 50_000, "<script>", "'\"&"])
def test_what_says_nothing_is_met_by_nothing(client: Client, plumber: Listing, text: str) -> None:
    answered(plumber)
    assert perhaps(client, text) == ""


def test_other_kinds_ask_nothing(client: Client, plumber: Listing) -> None:
    assert perhaps(client, "un plombier pour mon chauffe-eau", kind="tip") == ""


def test_without_javascript_the_answers_come_before_publishing(member_client: Client, plumber: Listing) -> None:
    answered(plumber)
    form = request_form(text="Un plombier pour mon chauffe-eau ?")
    page = words(member_client.post("/fil/publier/", form))
    assert "Peut-être déjà la réponse" in page
    assert "Publier quand même" in page
    assert Post.objects.count() == 1
    member_client.post("/fil/publier/", form | {"vu": "1"})
    assert Post.objects.count() == 2


def test_question_is_published_at_once_when_nothing_answers_it(member_client: Client) -> None:
    member_client.post("/fil/publier/", request_form(text="Quelqu’un sait-il jouer de la cornemuse ?"))
    assert Post.objects.count() == 1


def test_that_is_it_withdraws_the_question_and_thanks_the_neighbour(member_client: Client, plumber: Listing) -> None:
    post = answered(plumber)
    response = member_client.post("/fil/trouve/", {"publication": post.pk, "text": "Un plombier ?"}, follow=True)
    assert "vos voisins sont remerciés" in words(response)
    assert [comment.thanks_count for comment in post.comments.all()] == [1]
    client = Client()
    client.force_login(make_member("Fatima A."))
    client.post("/fil/trouve/", {"fiche": plumber.slug})  # whoever recommended it
    assert [comment.thanks_count for comment in post.comments.all()] == [2]
    assert Post.objects.count() == 1


def test_that_is_it_says_so_to_a_visitor_without_a_cookie(client: Client, plumber: Listing) -> None:
    response = client.post("/fil/trouve/", {"fiche": plumber.slug})
    assert (response.headers["Location"], response.cookies) == (f"{plumber.get_absolute_url()}#trouve", {})
    for address in (plumber.get_absolute_url(), answered(plumber).get_absolute_url()):
        assert "Votre question n’a pas été publiée." in words(client.get(address))


@pytest.mark.parametrize("data", [{}, {"publication": "x"}, {"publication": "999999"}, {"fiche": "\x00"}])
def test_that_is_it_of_something_gone_leads_to_the_board(client: Client, data: dict[str, str]) -> None:
    assert client.post("/fil/trouve/", data).headers["Location"] == "/fil/"


@pytest.mark.parametrize(
    ("query", "found"),
    [("chauffe-eau", 1), ("plombiers", 1), ("saint-loup", 1), ("plomb", 1), ("coiffeur", 0), ("🙂", 0)],
)
def test_board_is_searched_by_words_also_of_answers(client: Client, plumber: Listing, query: str, found: int) -> None:
    answered(plumber)
    page = client.get("/fil/", {"q": query}).content.decode()
    assert page.count('class="linked post-card"') == found


def test_removed_posts_are_found_no_more(client: Client, plumber: Listing) -> None:
    post = answered(plumber)
    remove_post(post=post)
    assert client.get("/fil/?q=plombier").content.decode().count('class="linked post-card"') == 0
    assert (index_posts([post.pk]), reindex_posts()) == (0, 0)


def test_request_knows_the_trade_it_is_about(plumber: Listing, member: Member) -> None:
    assert list(ask().categories.all()) == [plumber.category]
