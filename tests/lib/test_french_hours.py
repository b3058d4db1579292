"""Hours in French words, as merchants write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcs.lib.french_hours import read_hours, write_hours
from mcs.lib.hours import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9h30-20h sauf dimanche 10h-14h.", "Mo-Sa 09:30-20:00; Su 10:00-14:00"),
        ("mardi aux Caillols, jeudi à la Pomme, samedi à Saint-Marcel de 8h à 12h30", "Tu,Th,Sa 08:00-12:30"),
        (
            "téléphones, livres, 10h-12h30 / 14h30-19h du lundi au vendredi, samedi 10h-13h",
            "Mo-Fr 10:00-12:30,14:30-19:00; Sa 10:00-13:00",
        ),
        (
            "Tous les matins 7h-12h30 et l'après-midi 15h-19h sauf dimanche (matin seulement)",
            "Mo-Sa 07:00-12:30,15:00-19:00; Su 07:00-12:30",
        ),
        ("dons le mardi matin ; la boutique est ouverte mer. et sam. de 10h à 18h", "We,Sa 10:00-18:00"),
        (
            "du lundi au vendredi 9h-12h30 et 14h-19h sauf mercredi aprem",
            "Mo-Tu,Th-Fr 09:00-12:30,14:00-19:00; We 09:00-12:30",
        ),
        ("ouvert du mardi au samedi de 8h à 13h et de 15h30 à 19h30", "Tu-Sa 08:00-13:00,15:30-19:30"),
        ("Lundi-vendredi : 8h30-18h, samedi 9h-12h", "Mo-Fr 08:30-18:00; Sa 09:00-12:00"),
        ("tous les jours sauf lundi 9h - 19h", "Tu-Su 09:00-19:00"),
        ("7j/7 de 7h à 20h", "Mo-Su 07:00-20:00"),
        ("9h-19h du mardi au vendredi et 9h-12h le samedi", "Tu-Fr 09:00-19:00; Sa 09:00-12:00"),
        ("mardi, jeudi et samedi matin 8h-13h", "Tu,Th,Sa 08:00-13:00"),
        (
            "du mardi au samedi 9h-12h 14h-18h, fermé le jeudi après-midi",
            "Tu-We,Fr-Sa 09:00-12:00,14:00-18:00; Th 09:00-12:00",
        ),
        ("lun-ven 9:00-12:00, sam 9:00-17:00", "Mo-Fr 09:00-12:00; Sa 09:00-17:00"),
        ("du jeudi au samedi de 19h à 2h", "Th-Sa 19:00-02:00"),
        ("de 9h à midi tous les jours", "Mo-Su 09:00-12:00"),
        ("en semaine 9h-18h, le week-end 10h-13h", "Mo-Fr 09:00-18:00; Sa-Su 10:00-13:00"),
        ("Dépannage 24h/24", "24/7"),
        ("Arrivage tous les matins ! Mardi au samedi 7h30 - 13h", "Tu-Sa 07:30-13:00"),
        ("du mardi au samedi de 9 à 19h. Fermé dimanche et lundi.", "Tu-Sa 09:00-19:00"),
        ("ouvert de 8h a 19h", "08:00-19:00"),
        ("du vendredi au lundi 8h-12h", "Mo,Fr-Su 08:00-12:00"),
        ("tous les jours sauf le lundi de 8h a 13h et de 16h a 19h30", "Tu-Su 08:00-13:00,16:00-19:30"),
        ("de 9 heures à 20 heures sauf le dimanche", "Mo-Sa 09:00-20:00"),
        ("du lundi au vendredi de huit heures à dix-huit heures trente", "Mo-Fr 08:00-18:30"),
        ("mardi de neuf heures et demie à vingt et une heures", "Tu 09:30-21:00"),
        ("mardi 9h et quart à 17 heures quarante-cinq", "Tu 09:15-17:45"),
        ("lundi au vendredi 8h à midi et 14h à 18h, samedi sur rdv", "Mo-Fr 08:00-12:00,14:00-18:00"),
        ("du lundi au vendredi 8h-18h, urgences le week-end, samedi matin sur rdv", "Mo-Fr 08:00-18:00"),
        ("tous les matins 8h-13h et tous les soirs 17h-20h", "Mo-Su 08:00-13:00,17:00-20:00"),
        ("Lundi : 7h30 - 13h\nDimanche : 8h - 12h\n", "Mo 07:30-13:00; Su 08:00-12:00"),
        ("sur rendez-vous du lundi au samedi 9h-19h", "Mo-Sa 09:00-19:00"),
        ("ouvert jusqu'au samedi 9h-18h", "Mo-Sa 09:00-18:00"),
        ("chaque matin de 8h à 12h30 sauf lundi", "Tu-Su 08:00-12:30"),
        ("tous les apres midi 14h 18h sauf mercredi", "Mo-Tu,Th-Su 14:00-18:00"),
        ("lundi au samedi 9h-19h sauf samedi 9h-17h", "Mo-Fr 09:00-19:00; Sa 09:00-17:00"),
        ("tous les après-midi de la semaine 14h-18h sauf mercredi", "Mo-Tu,Th-Fr 14:00-18:00"),
        ("du mardi au samedi 9h-12h et 14h-18h. Menu affiché chaque matin", "Tu-Sa 09:00-12:00,14:00-18:00"),
        ("mardi et vendredi de 7h30 à 13h, et le dimanche au marché pareil", "Tu,Fr,Su 07:30-13:00"),
        (
            "tous les jours de 8h à 21h, vendredi fermeture de 12h30 à 14h30",
            "Mo-Th,Sa-Su 08:00-21:00; Fr 08:00-12:30,14:30-21:00",
        ),
        ("du mardi au samedi 9h-19h sauf le samedi 18h", "Tu-Fr 09:00-19:00; Sa 09:00-18:00"),
        ("7j/7 de 7h à 21h. Pressing déposé avant 10h rendu le soir du lundi au vendredi.", "Mo-Su 07:00-21:00"),
        ("8h-18h lun/ven, astreinte le week-end", "Mo-Fr 08:00-18:00"),
        ("tous les jours 18h-23h, vendredi ouvert à 19h seulement", "Mo-Th,Sa-Su 18:00-23:00; Fr 19:00-23:00"),
        ("du mardi au samedi 7h30-19h et le dimanche matin", "Tu-Sa 07:30-19:00; Su 07:30-12:00"),
        (
            "de 6h30 le matin à 20h tous les jours sauf lundi, le dimanche on ferme à 13h",
            "Tu-Sa 06:30-20:00; Su 06:30-13:00",
        ),
        (
            "tous les soirs 18h-22h et le midi sauf samedi dimanche 11h30-14h",
            "Mo-Fr 11:30-14:00,18:00-22:00; Sa-Su 18:00-22:00",
        ),
        ("je suis fleuriste au 12 boulevard Michelet, 04 91 22 33 44", ""),
        ("j’habite le quartier depuis 12 ans", ""),
        ("", ""),
    ],
)
def test_read_hours_understands_what_merchants_write(text: str, expected: str) -> None:
    assert read_hours(text) == expected


@given(st.text(alphabet="lundi mardi sauf fermé 0123456789hà-–,.;/\n", max_size=120))
def test_read_hours_gives_nothing_or_what_the_parser_reads(text: str) -> None:
    expression = read_hours(text)
    assert expression == "" or parse(expression) is not None


_SAID = ["lundi", "mardi", "tous les jours", "week-end", "matin", "aprem", "9h", "12h30", "14 h", "19:00", "midi", "8"]
_SIGNS = ["sauf", "fermé", "sur rdv", "au", "-", "/", ",", ".", "\n", "\u00a0", "24h/24"]


@given(st.lists(st.sampled_from([*_SAID, *_SIGNS, "dix-huit heures trente", "jours fériés"]), max_size=25))
def test_read_hours_of_any_words_gives_nothing_or_what_the_parser_reads(words: list[str]) -> None:
    expression = read_hours(" ".join(words))
    assert expression == "" or parse(expression) is not None
    assert read_hours("".join(words)) == "" or parse(read_hours("".join(words))) is not None


def test_read_hours_of_any_length_ends() -> None:
    assert read_hours("lundi 9h-12h " * 5000) == "Mo 09:00-12:00"


@pytest.mark.parametrize(
    "expression",
    [
        "Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-12:00",
        "Tu-Sa 08:00-13:00,15:30-19:30; PH off",
        "Th-Sa 19:00-02:00",
        "Mo,We-Th 10:00-18:00; Su 08:00-12:00",
        "24/7",
    ],
)
def test_written_hours_read_back_the_same(expression: str) -> None:
    assert read_hours(write_hours(expression)) == expression


def test_write_hours_says_nothing_rather_than_lose_something() -> None:
    assert write_hours("Apr-Sep: Mo-Fr 09:00-18:00; week 1-26 Sa off") == ""


def test_write_hours_speaks_as_people_write() -> None:
    assert write_hours("Mo-Fr 09:00-12:30; PH off") == "lundi au vendredi 9 h – 12 h 30 ; fermé les jours fériés"
