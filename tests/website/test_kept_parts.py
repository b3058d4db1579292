"""Parts of members' pages kept some seconds: at once for their author, within ten seconds for others, of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from mcs.board.models import Comment, FeedVisit, Follow, Post, Recommendation, Thanks
from mcs.board.queries.feed import FEED_SIZE
from mcs.lib import fragments as parts
from mcs.members.models import Member
from tests.factories import make_comment, make_district, make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Parts are kept, as on the site, and the time for it goes by hand."""
    settings.KEEP_FRAGMENTS = True
    clock = Clock()
    monkeypatch.setattr(parts.fragments, "clock", clock)
    parts.fragments.clear()
    yield clock
    parts.fragments.clear()


def signed_in(name: str, **fields: object) -> tuple[Client, Member]:
    member, client = make_member(name, **fields), Client(enforce_csrf_checks=True)
    client.force_login(member)
    return client, member


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_author_sees_it_at_once_and_others_within_ten_seconds(clock: Clock) -> None:
    make_post("La première")
    (nadia, _nadia), (karim, _karim) = signed_in("Nadia B."), signed_in("Karim S.")
    for reader in (nadia, karim):
        assert "Un plombier" not in read(reader, "/fil/")
    asked = {"kind": "request", "text": "Un plombier ? Une fuite sous l’évier depuis hier."}
    assert nadia.post("/fil/publier/", asked, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert "Un plombier" in read(nadia, "/fil/")
    assert "Un plombier" not in read(karim, "/fil/")
    clock.now += parts.KEPT
    assert "Un plombier" in read(karim, "/fil/")


def test_part_is_no_older_than_what_it_is_made_of(clock: Clock) -> None:
    """Rows kept for one reader, then a card drawn of them for another, then a list of such cards."""
    post, (nadia, member), (karim, _karim) = make_post("Un plonbier"), signed_in("Nadia B."), signed_in("Karim S.")
    read(karim, "/fil/")
    clock.now += parts.KEPT - 1
    FeedVisit.objects.create(member=member, before_at=post.created_at - timedelta(days=1))
    assert "Un plonbier" in read(nadia, "/fil/")
    Post.objects.filter(pk=post.pk).update(title="Un plombier")
    clock.now += 1
    for reader in (nadia, karim):
        assert "Un plonbier" not in read(reader, "/fil/")


def test_what_was_taken_down_is_gone_at_once_by_its_address_and_within_ten_seconds_from_lists(clock: Clock) -> None:
    post, (karim, _karim) = make_post("À retirer"), signed_in("Karim S.")
    assert "À retirer" in read(karim, "/fil/")
    assert karim.get(post.get_absolute_url()).status_code == 200
    Post.objects.filter(pk=post.pk).update(status="removed")
    assert karim.get(post.get_absolute_url()).status_code == 410
    clock.now += parts.KEPT
    assert "À retirer" not in read(karim, "/fil/")


def test_renamed_post_is_read_by_its_new_address_at_once(clock: Clock) -> None:
    post, (karim, _karim) = make_post("Un plonbier"), signed_in("Karim S.")
    old = post.get_absolute_url()
    assert "Un plonbier" in read(karim, old)
    Post.objects.filter(pk=post.pk).update(title="Un plombier")
    post.refresh_from_db()
    assert karim.get(post.get_absolute_url()).status_code == 200
    assert "Un plonbier" in read(karim, old)
    clock.now += parts.KEPT
    assert karim.get(old).headers["Location"] == post.get_absolute_url()


def test_kept_post_is_held_back_from_all_but_its_author_at_once(clock: Clock) -> None:
    (nadia, author), (karim, _karim) = signed_in("Nadia B."), signed_in("Karim S.")
    claire, _claire = signed_in("Claire V.", role="volunteer")
    post = make_post("Un plombier", author=author)
    for reader in (nadia, karim, claire):
        assert reader.get(post.get_absolute_url()).status_code == 200
    Post.objects.filter(pk=post.pk).update(status="held", hold_reason="flood")
    codes = [reader.get(post.get_absolute_url()).status_code for reader in (nadia, karim, claire)]
    assert codes == [200, 404, 200]


def test_marks_on_a_kept_post_are_each_reader_s_own(clock: Clock) -> None:
    (nadia, member), (karim, _karim) = signed_in("Nadia B."), signed_in("Karim S.")
    post = make_post("Un plombier")
    for reader in (nadia, karim):
        assert 'aria-pressed="true"' not in read(reader, post.get_absolute_url())
    Follow.objects.create(member=member, post=post)
    Thanks.objects.create(member=member, post=post)
    pages = [read(reader, post.get_absolute_url()) for reader in (nadia, karim)]
    assert [page.count('aria-pressed="true"') for page in pages] == [2, 0]


def test_nothing_of_one_member_is_shown_to_another(clock: Clock) -> None:
    """All pages that keep parts, read by one after the other; each as if nothing had been kept."""
    here, listing = make_district(8), make_listing("Chez Fatima")
    post = make_post("Un plombier ?", comment_count=2, district=here)
    Recommendation.objects.create(listing=listing, member=make_member("Ali K."), text="Très bon")
    nadia, member = signed_in("Nadia B.", district=here, unread_notices=7, unread_conversations=3)
    karim, _karim = signed_in("Karim S.", district=make_district(9))
    volunteer, _claire = signed_in("Claire V.", role="volunteer")
    Recommendation.objects.create(listing=listing, member=member, text="Chez elle, tout est bon")
    for text, status in (("Appelez Ali", "published"), ("Le mien, retenu", "held")):
        make_comment(post, author=member, text=text, status=status)
    pages = ["/fil/", post.get_absolute_url(), "/annuaire/", listing.get_absolute_url()]
    readers = (nadia, karim, volunteer)
    for address in pages:
        first = [_without_tokens(read(reader, address)) for reader in readers]
        assert [_without_tokens(read(reader, address)) for reader in reversed(readers)] == first[::-1]
        parts.fragments.clear()
        assert [_without_tokens(read(reader, address)) for reader in reversed(readers)] == first[::-1]
        assert "Le mien, retenu" not in first[1] + first[2]
        assert "Notifications, 7" in first[0]
        assert "Notifications, 7" not in first[1] + first[2]


def test_who_follows_more_is_led_on_and_another_is_not(clock: Clock) -> None:
    """The same first page of those they follow; one of them has a second."""
    (nadia, member), (karim, other) = signed_in("Nadia B."), signed_in("Karim S.")
    posts = [make_post(f"Question {number}") for number in range(FEED_SIZE + 1)]
    Follow.objects.bulk_create(Follow(member=member, post=post) for post in posts)
    Follow.objects.bulk_create(Follow(member=other, post=post) for post in posts[1:])
    pages = [read(reader, "/fil/?voir=suivis") for reader in (nadia, karim, nadia)]
    assert [page.count('class="more"') for page in pages] == [1, 0, 1]


def test_each_reader_has_her_own_token_and_it_opens(clock: Clock) -> None:
    post = make_post("Un plombier ?")
    answer = make_comment(post)
    for client in (signed_in("Nadia B.")[0], signed_in("Karim S.")[0]):
        page = read(client, post.get_absolute_url())
        assert parts.TOKEN_PLACE not in page
        token = set(re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page))
        for value in token:
            data = {"merci": "1", "csrfmiddlewaretoken": value}
            assert client.post(answer.thanks_url, data).status_code == 302
    assert Comment.objects.get(pk=answer.pk).thanks_count == 2


def test_visitor_is_given_only_what_never_changes(clock: Clock) -> None:
    post = make_post("La première")
    karim, _karim = signed_in("Karim S.")
    for address in ("/fil/", post.get_absolute_url(), "/"):
        read(karim, address), read(Client(), address)
    kept = parts.fragments.bytes
    Post.objects.update(title="La seconde")
    for address in ("/fil/", post.get_absolute_url()):
        page = Client().get(address, follow=True).content.decode()
        assert "La seconde" in page
        assert "Karim" not in page
        assert "Se connecter" in page
    assert parts.fragments.bytes == kept


def test_memory_is_bounded_and_the_oldest_goes() -> None:
    shelf = parts.Fragments(most_bytes=10 * parts.EMPTY)
    for number in range(100):
        shelf.get((number,), str)
    assert shelf.bytes <= shelf.most_bytes
    assert shelf.get((99,), lambda: "again") == ""
    assert shelf.get((0,), lambda: "again") == "again"


def test_long_words_are_answered_and_not_kept(clock: Clock) -> None:
    client, _member = signed_in("Nadia B.")
    read(client, "/annuaire/")
    before = parts.fragments.bytes
    for number in range(3):
        assert client.get(f"/annuaire/?q={number}{'x' * 400}").status_code == 200
    assert parts.fragments.bytes == before


def test_looking_at_the_feed_is_no_writing(clock: Clock) -> None:
    client, _member = signed_in("Nadia B.")
    response = client.post("/fil/vu/", headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 204
    assert parts.HAS_WRITTEN not in response.cookies


def _without_tokens(page: str) -> str:
    page = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', r"\1", page)
    return re.sub(r'(name="submission" value=")[\w-]+', r"\1", page)
