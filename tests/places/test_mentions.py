from __future__ import annotations

import pytest

from mcs.places.queries import find_address
from tests.places.test_geocoding import HOSTILE


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Bonjour, je suis fleuriste boulevard Michelet, en face du stade", "boulevard Michelet"),
        ("Nous sommes au 214 av. du prado. Tél. 06 12 34 56 78", "214 avenue du Prado"),
        ("Ma boutique : 12 bis, rue Emile Zola (Mazargues)", "12 bis rue Émile Zola"),
        ("12bis chemin de morgiou", "12 bis chemin de Morgiou"),
        ("12 B rue Enjouvin", "12B rue Enjouvin"),
        ("Atelier 12-14 bd de Louvain\nOuvert 9h-19h", "12-14 boulevard de Louvain"),
        ("06 12 34 56 78 rue Daumier", "rue Daumier"),
        ("notre atelier est rue Florac depuis 2003", "rue Florac"),
        ("on est place du cabot, venez", "place du Cabot"),
        ("avant rue Daumier, maintenant au 3 rue Florac", "3 rue Florac"),
        ("Ouvert le 12\nRue Daumier", "rue Daumier"),
        ("un salon 12 rue des Trois Mages depuis 20 ans", "12 rue des Trois Mages"),
        ("coiffeuse rue des Lilas Bleus et à domicile", "rue des Lilas Bleus"),
        ("boulevard Saint-Jean-Baptiste", "boulevard Saint-Jean-Baptiste"),
        ("Je livre rue Paradis de la Mer !", "rue Paradis de la Mer"),
    ],
)
def test_address_is_found_in_a_message(places: None, text: str, address: str) -> None:
    assert find_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "Je fais à manger sur place, et des cours de yoga",
        "en route pour le 8e",
        "rue de la joie",
        "un passage par le quai, une place de parking",
        "Plombier à domicile, 06 12 34 56 78",
        *HOSTILE,
    ],
)
def test_message_without_address_gives_none(places: None, text: str) -> None:
    assert find_address(text) is None


def test_address_is_found_before_streets_are_loaded(db: None) -> None:
    assert find_address("Au 214 avenue du Prado, Marseille") == "214 avenue du Prado"
