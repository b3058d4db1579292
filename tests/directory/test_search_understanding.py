"""Queries understood by more than their words as they stand: joined, cut, shortened, of a family, or only together."""

from __future__ import annotations

import pytest

from mcs.directory.actions.categories import load_categories
from mcs.directory.actions.index import index_listings, reindex_all
from mcs.directory.categories import read_families, read_needs
from mcs.directory.models import Category, Listing
from mcs.directory.queries.families import slot, slots_filled, words_with_slots
from mcs.directory.queries.finding import well_spelt
from mcs.directory.queries.ground import Ground
from mcs.directory.queries.guessing import guess
from mcs.directory.queries.lexicon import load_lexicon
from mcs.directory.queries.search import search_listings
from mcs.directory.queries.vocabulary import rivals, surest_first
from mcs.lib.french import fold
from mcs.lib.search import Document, Query, Word, open_index
from tests.factories import make_category, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def _categories() -> None:
    load_categories()


def meant(text: str) -> list[str]:
    """The tags of the surest trades of a query, the likeliest first."""
    ground = Ground()
    trades = surest_first(ground.lexicon.read(ground.read(text).words))
    return [ground.lexicon.categories[pk].tag for pk in trades[0].categories] if trades else []


@pytest.mark.usefixtures("_categories")
@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("cous cous à emporter", "cuisine=couscous"),  # written apart
        ("dépannage chaudière gaz", "craft=hvac"),  # a service is no trade beside one
        ("magasin ouvert tard le soir", "shop=convenience"),  # a condition that is part of a trade's phrase
        ("masques et gel", "amenity=pharmacy"),  # the trade of one word has phrases with the other
        ("refaire mon entrée en carrelage", "craft=tiler"),  # a word names its trade
        ("cours d'ukulélé pour adulte", "amenity=music_school"),  # of a family
        ("ma machine à laver fuit", "shop=repair"),  # of a family, in several words
        ("jeter une vieille commode", "amenity=recycling"),
        ("restaurant italien romantique", "cuisine=pizza"),  # a trade's own words before a need's
        ("vente de matelas", "shop=furniture"),  # who sells is no second-hand shop
        ("atelier de réparation de vélos", "shop=bicycle"),  # what is done is no trade beside one
        ("mon évier se vide plus", "craft=plumber"),
        ("filet de bar", "shop=seafood"),
        ("crêpe au citron", "cuisine=crepe"),
        ("vous jetez les piles", "amenity=recycling"),  # verbs in their forms
        ("qui vend mes meubles", "shop=second_hand"),
        ("vous fêtez les 40 ans", "amenity=events_venue"),
        ("création entreprise", "office=accountant"),  # and their nouns
        ("numérisation de cassettes", "shop=repair"),
        ("dépôt de plainte", "amenity=police"),
        ("écran de pc portable cassé", "shop=computer"),  # no telephone
        ("paire de crampons", "shop=sports"),  # no jeune fille au pair
        ("élagueur pas cher", "craft=gardener"),  # what is said of any trade makes no other of it
        ("accrocher un lustre", "craft=electrician"),  # a verb alone is not what is made of it
        ("Je suis nouvelle dans le quartier, avez-vous une bonne adresse pour un plombier ?", "craft=plumber"),
        ("Nous venons d'emménager et nous cherchons une crèche, merci de vos conseils", "amenity=childcare"),
        ("je suis seule et âgée et je voudrais un coiffeur", "shop=hairdresser"),  # who asks is no need
        ("Je me permets de vous écrire, j'aurais besoin d'un garage", "shop=car_repair"),
        ("boucherie qui prend la carte bleue", "shop=butcher"),
        ("dentiste qui parle italien", "amenity=dentist"),
        ("prof qui parle italien", "amenity=language_school"),
        ("ma fille se marie cherche robe", "clothes=wedding"),  # a phrase said on both sides
        ("coupe petit garçon pas trop cher", "shop=hairdresser"),  # no clothes that are too small
        ("mon tel est cassé", "shop=mobile_phone"),
        ("numéro de téléphone d'un maçon", "craft=builder"),
        ("habitation à assurer", "office=insurance"),  # no habit
        ("nouveau dans le quartier", "amenity=social_centre"),  # said alone, it is what is asked
    ],
)
def test_words_are_understood_together(text: str, tag: str) -> None:
    assert meant(text)[0] == tag


@pytest.mark.usefixtures("_categories")
@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("plombier", "craft=electrician"),  # les plombs ont sauté
        ("vannier", "craft=plumber"),  # une vanne
        ("gravier", "shop=shoe_repair"),  # un graveur
        ("crêperie", "shop=appliance"),  # une crêpière
    ],
)
def test_what_only_shares_its_stem_is_another_word(text: str, never: str) -> None:
    assert never not in meant(text)


@pytest.mark.usefixtures("_categories")
def test_root_is_no_trade_beside_one() -> None:
    lexicon = Ground().lexicon
    first, *_ = surest_first(lexicon.read(["pantoufles", "chaudes"]))  # as chaudière
    assert lexicon.categories[first.categories[0]].tag == "shop=shoes"


@pytest.mark.usefixtures("_categories")
@pytest.mark.parametrize(
    ("words_", "expected"),
    [
        (["ordures", "dératiser"], 2),
        (["boulangerie", "anniversaire"], 1),  # it begins with the trade asked for
        (["zinzolin"], 0),
    ],
)
def test_query_that_begins_with_no_trade_may_ask_for_either(words_: list[str], expected: int) -> None:
    assert len(rivals(Ground().lexicon.read([fold(word) for word in words_]))) == expected


@pytest.mark.usefixtures("_categories")
def test_best_of_the_other_trade_is_among_the_first() -> None:
    for number in range(6):
        make_listing(f"Pharmacie {number}", category=Category.objects.get(tag="amenity=pharmacy"))
    make_listing("Chats du Sud", category=Category.objects.get(tag="amenity=cinema"))
    index_listings(list(Listing.objects.values_list("pk", flat=True)))
    found = search_listings("pour la toux et le cinoche")
    assert "amenity=cinema" in [listing.category.tag for listing in found.listings[:3]]


def test_name_of_the_same_stem_is_not_the_name_typed() -> None:
    bakery = make_category("shop=bakery", name_fr="Boulangerie", synonyms=["pain"])
    other = make_category("shop=computer", name_fr="Informatique", synonyms=[])
    make_listing("Boulanger", category=other)
    for number in range(3):
        make_listing(f"Fournil {number}", category=bakery)
    index_listings(list(Listing.objects.values_list("pk", flat=True)))
    found = search_listings("boulangerie").listings
    assert [listing.category for listing in found[:3]] == [bakery] * 3


@pytest.mark.usefixtures("_categories")
@pytest.mark.parametrize(
    ("text", "tag", "said"),
    [
        ("imobilier", "office=estate_agent", "immobilier"),
        ("contable", "office=accountant", "comptable"),
        ("sage fame", "healthcare=midwife", "sage femme"),
        ("painauchocolat", "shop=bakery", "pain chocolat"),
        ("fuitedeau", "craft=plumber", "fuite eau"),
    ],
)
def test_words_run_together_are_put_right(text: str, tag: str, said: str) -> None:
    make_listing(category=Category.objects.get(tag=tag))
    index_listings(list(Listing.objects.values_list("pk", flat=True)))
    found = search_listings(text)
    assert ([listing.category.tag for listing in found.listings], found.did_you_mean) == ([tag], said)


@pytest.mark.usefixtures("_categories")
@pytest.mark.parametrize(
    ("text", "tag", "other", "said"),
    [
        ("gaderie chien", "amenity=animal_boarding", "shop=pet", "garderie chien"),
        ("porte caqué", "craft=locksmith", "craft=joiner", "porte claqué"),
        ("mettez serrurier", "craft=locksmith", "amenity=car_rental", ""),
        ("combien ça coûte une fuite d’eau", "craft=plumber", "amenity=theatre", ""),
        ("jveux des tasses", "shop=houseware", "shop=toys", ""),
    ],
)
def test_an_unknown_word_is_read_as_the_others_want_it(text: str, tag: str, other: str, said: str) -> None:
    for trade in (other, tag):
        make_listing(f"Maison {trade}", category=Category.objects.get(tag=trade))
    index_listings(list(Listing.objects.values_list("pk", flat=True)))
    found = search_listings(text)
    assert (found.listings[0].category.tag, found.did_you_mean) == (tag, said)


def test_a_word_that_nobody_writes_so_is_the_one_it_sounds_like() -> None:
    make_listing(category=make_category("cuisine=tea", synonyms=["goûter"]))
    roofer = make_listing(category=make_category("craft=roofer", synonyms=["gouttière"]))
    reindex_all()
    result = search_listings("goutière percée")
    assert ([row.pk for row in result.listings], result.did_you_mean) == ([roofer.pk], "gouttière percée")


@pytest.mark.usefixtures("_categories")
def test_an_unknown_word_that_sounds_like_a_trade_is_one_beside_a_need() -> None:
    floorer = make_listing(category=Category.objects.get(tag="craft=floorer"))
    make_listing(category=Category.objects.get(tag="tourism=hotel"))
    reindex_all()
    result = search_listings("mettre du parket dans la chambre")
    assert [row.pk for row in result.listings][:1] == [floorer.pk]


@pytest.mark.usefixtures("_categories")
def test_each_trade_one_may_turn_to_is_among_the_first() -> None:
    for tag, times in (("craft=gardener", 4), ("shop=doityourself", 1)):
        for _ in range(times):
            make_listing(category=Category.objects.get(tag=tag))
    reindex_all()
    found = [row.category.tag for row in search_listings("terreau").listings]
    assert (len(found), "shop=doityourself" in found[:3]) == (5, True)


def test_everyday_words_are_not_put_right() -> None:
    make_listing(category=make_category("shop=butcher", name_fr="Boucherie", synonyms=["viande maigre", "salon"]))
    reindex_all()
    result = search_listings("boucherie malgré tout selon vous")
    assert (result.total, result.did_you_mean) == (1, "")


def test_a_name_cut_short_is_the_trade_s_where_one_alone_begins_so() -> None:
    make_category("office=estate_agent", name_fr="Immobilier", synonyms=["agence immobilière"])
    make_category("craft=tiler", name_fr="Carrelage", synonyms=[])
    make_category("craft=glaziery", name_fr="Carreaux", synonyms=[])
    assert (well_spelt("immob", ["immob"]), well_spelt("carre", ["carre"])) == ("immobilier", "")


def test_words_that_name_no_trade_may_mean_one_together() -> None:
    make_category("shop=hearing_aids", name_fr="Audioprothèse", synonyms=["appareil auditif", "mieux entendre"])
    make_category("amenity=dentist", name_fr="Dentiste", synonyms=["appareil dentaire", "rage de dents"])
    for number in range(20):
        make_category(f"shop=other_{number}", name_fr=f"Boutique{number}", synonyms=[])
    lexicon = load_lexicon()
    chunk = guess(["appareil", "entendre"], lexicon)
    assert chunk is not None
    assert lexicon.categories[chunk.categories[0]].tag == "shop=hearing_aids"
    assert guess(["zinzolin", "entendez"], lexicon) is None


def test_each_trade_that_words_mean_is_among_the_first() -> None:
    radio = make_category("shop=appliance", name_fr="Électroménager", synonyms=["radio"])
    imaging = make_category("healthcare=radiology", name_fr="Imagerie", synonyms=["radio"])
    for number in range(5):
        make_listing(f"Radio {number}", category=radio, recommendation_score=9)
    make_listing("Scanner du Prado", category=imaging)
    index_listings(list(Listing.objects.values_list("pk", flat=True)))
    first = [listing.category for listing in search_listings("radio").listings[:3]]
    assert (first[0], imaging in first) == (radio, True)


def test_a_common_mark_leaves_room_for_a_rare_one() -> None:
    index = open_index("listing")
    index.put([Document(number, marks=("§many",)) for number in range(1, 12)])
    index.put([Document(50, marks=("§few",))])
    assert 50 in index.marked([Word(marks=("§many", "§few"))], limit=10)
    loose = index.search(Query([Word(marks=("§many", "§few"), required=True)], loose=True, limit=10))
    assert 50 in [hit.id for hit in loose]


def test_slots_stand_for_the_words_of_a_family() -> None:
    assert words_with_slots("cours de {langue}") == ("cours", slot("langue"))
    filled = dict(slots_filled({"machin": 0, "~nettoyer": 1, "pann": 2}))
    assert filled[slot("appareil")] == {0, 1}


def test_needs_only_have_families_that_are_there() -> None:
    known = {f"{{{name}}}" for name in read_families()}
    for tag, needs in read_needs().items():
        used = {need[need.index("{") : need.index("}") + 1] for need in needs if "{" in need}
        assert used <= known, tag
    for name, said in read_families().items():
        assert len(set(said)) == len(said), name
