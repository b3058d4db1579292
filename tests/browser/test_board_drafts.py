"""What is being written survives a closed tab, a lost network and signing in midway; @ names a business."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from mcs.board.models import Comment, Post
from mcs.members.models import Member
from tests.browser.pages import Passkeys, assert_accessible
from tests.browser.test_board import make_plumber, sign_in_as
from tests.factories import make_category, make_post

SignIn = Callable[[BrowserContext, Member], None]
ANSWER = "Venu en une heure, facture correcte."


def test_answer_begun_is_given_back_or_begun_afresh(page: Page, sign_in: SignIn) -> None:
    make_category()
    post, other = make_post("Un plombier ?"), make_post("Un serrurier ?")
    sign_in_as(sign_in, page)
    page.goto(post.get_absolute_url())
    page.get_by_label("Votre réponse").fill(ANSWER)
    page.goto(other.get_absolute_url())
    expect(page.get_by_label("Votre réponse")).to_have_value("")
    expect(page.get_by_text("Voici ce que vous aviez commencé ici.")).to_be_hidden()
    page.goto(post.get_absolute_url())
    expect(page.get_by_label("Votre réponse")).to_have_value(ANSWER)
    assert_accessible(page)
    page.get_by_role("button", name="Recommencer à zéro").click()
    expect(page.get_by_label("Votre réponse")).to_have_value("")
    page.reload()
    expect(page.get_by_label("Votre réponse")).to_have_value("")

    page.get_by_label("Votre réponse").fill(ANSWER)
    page.get_by_label("Commerce recommandé").fill("Chez Marcel")
    page.get_by_text("Il n’est pas dans l’annuaire ?").click()
    page.get_by_label("Ce que vous en savez").fill("Plombier rue de Rome")
    page.reload()
    expect(page.get_by_label("Ce que vous en savez")).to_have_value("Plombier rue de Rome")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("listitem").filter(has_text=ANSWER)).to_contain_text("Cite « Chez Marcel »")
    assert_accessible(page)
    page.get_by_label("Plus", exact=True).last.click()  # of the last answer, whose menu reaches below the list
    page.get_by_role("link", name="Modifier").last.click()
    expect(page.get_by_label("Votre texte")).to_have_value(ANSWER)
    page.goto(post.get_absolute_url())
    expect(page.get_by_label("Votre réponse")).to_have_value("")


def test_lost_network_keeps_the_text_and_says_so(page: Page, sign_in: SignIn) -> None:
    sign_in_as(sign_in, page)
    page.goto("/fil/publier/")
    page.get_by_label("Votre texte").fill("Quelqu’un connaît un accordeur de piano ?")
    page.context.set_offline(True)
    page.get_by_role("button", name="Publier", exact=True).click()
    said = page.get_by_text("Il n’y a pas de réseau. Votre texte est gardé sur cet appareil")
    expect(said).to_be_visible()
    expect(page.get_by_label("Votre texte")).to_have_value("Quelqu’un connaît un accordeur de piano ?")
    page.context.set_offline(False)
    expect(page.get_by_text("Le réseau est revenu : vous pouvez publier.")).to_be_visible()
    expect(said).to_be_hidden()
    assert_accessible(page)
    assert not Post.objects.exists()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_text("C’est publié.")).to_be_visible()
    assert Post.objects.count() == 1
    page.goto("/fil/publier/")
    expect(page.get_by_label("Votre texte")).to_have_value("")


def test_text_begun_before_joining_by_the_door_is_still_there(page: Page, passkeys: Passkeys) -> None:
    post = make_post("Un plombier ?")
    page.goto(post.get_absolute_url())
    page.get_by_label("Votre réponse").fill(ANSWER)
    page.goto(f"/rejoindre/?suite={post.get_absolute_url()}")
    page.get_by_role("main").get_by_role("link", name="Rejoindre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un plombier ?")
    expect(page.get_by_label("Votre réponse")).to_have_value(ANSWER)
    assert not Comment.objects.exists()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("listitem").filter(has_text=ANSWER)).to_be_visible()
    assert Comment.objects.get().author == Member.objects.exclude(pk=post.author_id).get()


def test_at_sign_in_the_answer_names_a_business(page: Page, sign_in: SignIn) -> None:
    listing, post = make_plumber(), make_post("Un plombier ?")
    make_plumber("Plomberie du Cabot")
    sign_in_as(sign_in, page)
    page.goto(post.get_absolute_url())
    area = page.get_by_label("Votre réponse")
    area.press_sequentially("Essayez @plo")
    expect(page.get_by_role("option")).to_have_count(2)
    assert_accessible(page)
    while page.get_by_role("option", selected=True).filter(has_text="Saint-Loup").count() == 0:
        area.press("ArrowDown")
    area.press("Enter")
    expect(area).to_have_value("Essayez Plomberie Saint-Loup ")
    expect(area).to_be_focused()
    expect(page.get_by_label("Commerce recommandé")).to_have_value("Plomberie Saint-Loup")
    area.press_sequentially("de ma part, nadia@exemple.fr")
    expect(page.get_by_role("option")).to_have_count(0)
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("alert")).to_contain_text("une adresse e-mail, que tout le monde verra")
    area.fill("Essayez Plomberie Saint-Loup de ma part")
    page.get_by_role("button", name="Publier quand même").click()
    expect(page.get_by_role("listitem").filter(has_text="de ma part")).to_contain_text(
        "Recommande Plomberie Saint-Loup"
    )
    assert Comment.objects.get().listing == listing


def test_answer_is_shared_by_the_phone_s_own_sheet(page: Page) -> None:
    comment = Comment.objects.create(post=make_post(), author=make_post().author, text=ANSWER)
    page.add_init_script("navigator.share = async (page) => { window.shared = page.url; };")
    page.goto(comment.post.get_absolute_url())
    page.get_by_role("listitem").filter(has_text=ANSWER).get_by_role("link", name="Partager").click()
    assert page.evaluate("window.shared").endswith(f"/fil/reponse/{comment.pk}/")
    page.goto(page.evaluate("window.shared"))
    expect(page.locator(":target")).to_contain_text(ANSWER)
    assert_accessible(page)
    page.goto(f"/fil/{comment.post_id}/partager/?reponse={comment.pk}")
    expect(page.get_by_label("Adresse de la page")).to_have_value(f"http://localhost:8000/fil/reponse/{comment.pk}/")
    assert_accessible(page)
