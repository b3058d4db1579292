"""The categories: the project's file, and bringing the database to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation
from lucide.templatetags.lucide import lucide

from mcs.directory.actions.categories import load_categories
from mcs.directory.categories import (
    CATEGORIES_FILE,
    CATEGORY_GROUPS,
    HUES,
    CategoryRow,
    read_categories,
    read_kin,
    read_needs,
)
from mcs.directory.models import Category
from mcs.lib.french import fold, significant, stem, words
from tests.factories import make_category

ROWS = read_categories()
HEADER = "tag\tslug\tname_fr\tname_en\tgroup\ticon\thue\tsynonyms"
BUTCHER = "shop=butcher\tboucherie\tBoucherie\tButcher\tfood\tbeef\tterracotta\tboucher|viande"


def normalise(phrase: str) -> str:
    return " ".join(stem(word) for word in significant(words(phrase)))


def tags_saying(phrase: str) -> set[str]:
    """The categories one of whose synonyms, or whose name, comes to the same as the phrase."""
    meant = normalise(phrase)
    return {row.tag for row in ROWS if meant in map(normalise, [row.name_fr, *row.synonyms])}


def write(folder: Path, *lines: str) -> Path:
    path = folder / "categories.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_file_holds_about_two_hundred_trades_in_every_group() -> None:
    assert 180 <= len(ROWS) <= 210
    assert list(dict.fromkeys(row.group for row in ROWS)) == list(CATEGORY_GROUPS)


def test_file_fits_the_columns_of_the_model() -> None:
    for row in ROWS:
        Category(**{name: getattr(row, name) for name in CategoryRow.__slots__}).clean_fields()


@pytest.mark.parametrize(
    "icon", sorted({row.icon for row in ROWS} | {group.icon for group in CATEGORY_GROUPS.values()})
)
def test_icon_is_in_the_icon_package(icon: str) -> None:
    assert "<svg" in lucide(icon)


def test_every_hue_is_used_and_none_takes_over() -> None:
    used = Counter(row.hue for row in ROWS)
    assert set(used) == HUES
    assert max(used.values()) < len(ROWS) / 6


def test_names_are_told_apart() -> None:
    for names in ([fold(row.name_fr) for row in ROWS], [fold(row.name_en) for row in ROWS]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_each_category_has_eight_to_forty_synonyms() -> None:
    assert {row.tag: len(row.synonyms) for row in ROWS if not 8 <= len(row.synonyms) <= 40} == {}


def test_synonym_is_claimed_by_two_categories_at_most() -> None:
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for synonym in row.synonyms:
            claims[normalise(synonym)].add(row.tag)
    assert {phrase: tags for phrase, tags in claims.items() if len(tags) > 2} == {}


@pytest.mark.parametrize(
    ("masculine", "feminine", "tag"),
    [
        ("boucher", "bouchère", "shop=butcher"),
        ("boulangers", "boulangères", "shop=bakery"),
        ("poissonnier", "poissonnière", "shop=seafood"),
        ("plombier", "plombière", "craft=plumber"),
        ("maçon", "maçonne", "craft=builder"),
        ("électriciens", "électriciennes", "craft=electrician"),
        ("coiffeur", "coiffeuse", "shop=hairdresser"),
        ("esthéticien", "esthéticienne", "shop=beauty"),
        ("infirmier", "infirmière", "healthcare=nurse"),
        ("avocat", "avocate", "office=lawyer"),
        ("traducteur", "traductrice", "office=translator"),
        ("moniteur d’auto-école", "monitrice d’auto-école", "amenity=driving_school"),
        ("facteur", "factrice", "amenity=post_office"),
    ],
)
def test_trade_is_found_in_both_genders(masculine: str, feminine: str, tag: str) -> None:
    assert (tags_saying(masculine), tags_saying(feminine)) == ({tag}, {tag})


@pytest.mark.parametrize(
    ("phrase", "tag"),
    [
        ("fuite d'eau", "craft=plumber"),
        ("EVIER BOUCHE", "craft=plumber"),
        ("chauffe-eau en panne", "craft=plumber"),
        ("gateau anniversaire", "shop=pastry"),
        ("petits déjeuners", "craft=caterer"),
        ("bouillabaisse", "cuisine=seafood"),
        ("côtes de bœuf", "shop=butcher"),
        ("dorades", "shop=seafood"),
        ("navettes", "shop=bakery"),
        ("porte claquée", "craft=locksmith"),
        ("clés perdues", "craft=locksmith"),
        ("garder mon chat", "amenity=animal_boarding"),
        ("faire garder mes enfants", "childcare=childminder"),
        ("aide aux devoirs", "amenity=prep_school"),
        ("réparer mon vélo", "shop=bicycle"),
        ("traduire un document", "office=translator"),
        ("mal de dos", "healthcare:speciality=osteopathy"),
        ("lunettes", "shop=optician"),
        ("médicaments", "amenity=pharmacy"),
        ("portage de repas", "social_facility=ambulatory_care"),
        ("punaises de lit", "craft=pest_control"),
        ("volet roulant bloqué", "craft=window_construction"),
    ],
)
def test_need_or_product_points_to_one_trade(phrase: str, tag: str) -> None:
    assert tags_saying(phrase) == {tag}


def test_group_names_are_in_french_and_english() -> None:
    assert [str(group.name) for group in CATEGORY_GROUPS.values()] == [
        "Alimentation",
        "Restaurants, cafés et traiteurs",
        "Artisans du bâtiment",
        "Maison et réparations",
        "Boutiques et créateurs",
        "Beauté et bien-être",
        "Santé",
        "Enfants et apprentissages",
        "Animaux",
        "Véhicules et transports",
        "Sport, culture et sorties",
        "Droit, argent et entreprise",
        "Services publics et entraide",
    ]
    with translation.override("en"):
        assert str(CATEGORY_GROUPS["food"].name) == "Food and drink"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (BUTCHER, "boucherie, shop=butcher is there twice"),
        (BUTCHER.replace("shop=butcher", "shop=other"), "boucherie is there twice"),
        ("butcher" + BUTCHER.replace("boucherie", "autre").removeprefix("shop=butcher"), "is not an OpenStreetMap"),
        ("shop=x\tx\tX\tX\tmeat\tbeef\tsun\ta", "unknown group 'meat'"),
        ("shop=x\tx\tX\tX\tfood\tbeef\tmauve\ta", "unknown hue 'mauve'"),
        ("shop=x\tx\tX\tX\tfood\tbeef\tsun\ta|b|a", "a synonym is empty or there twice"),
        ("shop=x\tx\tX\tX\tfood\tbeef\tsun\ta||b", "a synonym is empty or there twice"),
        ("shop=x\tx\tX", "shorter than"),
        ("", "shorter than"),
    ],
)
def test_reading_refuses_a_wrong_line_and_names_it(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refusal:
        read_categories(write(tmp_path, HEADER, BUTCHER, line))
    assert str(refusal.value).startswith("categories.tsv, line 3: ")


def test_reading_refuses_a_missing_column(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"categories.tsv, line 2: "):
        read_categories(write(tmp_path, HEADER.replace("\thue", "\tcolour"), BUTCHER))


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    assert load_categories() == (len(ROWS), 0, 0)
    assert load_categories() == (0, 0, len(ROWS))
    butcher = Category.objects.get(tag="shop=butcher")
    assert (butcher.slug, butcher.name_fr, butcher.group) == ("boucherie", "Boucherie", "food")
    assert butcher.synonyms[:2] == ["boucher", "bouchère"]


@pytest.mark.django_db
def test_loading_mends_what_differs_and_keeps_the_rest() -> None:
    butcher = make_category(listing_count=3)
    own = make_category("shop=santons", slug="santons", name_fr="Santons")
    assert load_categories() == (len(ROWS) - 1, 1, 0)
    butcher.refresh_from_db()
    assert ("merguez" in butcher.synonyms, butcher.listing_count) == (True, 3)
    assert Category.objects.filter(pk=own.pk).exists()


@pytest.mark.django_db
def test_command_prints_its_counts() -> None:
    output = StringIO()
    call_command("load_categories", stdout=output)
    assert output.getvalue() == f"Categories: {len(ROWS)} created, 0 updated, 0 unchanged.\n"


def test_file_has_unix_lines_and_typographic_apostrophes() -> None:
    text = CATEGORIES_FILE.read_bytes().decode("utf-8")
    assert ("\r" in text, "'" in text, text.endswith("\n")) == (False, False, True)


def test_needs_and_kin_are_of_known_trades() -> None:
    tags = {row.tag for row in ROWS}
    assert read_needs().keys() <= tags
    assert {tag for tag, kin in read_kin().items() for tag in (tag, *kin)} <= tags
    assert [tag for tag, kin in read_kin().items() if tag in kin] == []


def test_needs_are_said_once_a_trade_and_say_something() -> None:
    for tag, needs in read_needs().items():
        assert all(needs), tag
        assert len(set(needs)) == len(needs), tag
