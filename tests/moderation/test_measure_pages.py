"""What the pages about measures cost, whatever they show."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from mcs.moderation.actions.sanctions import end_sanction
from mcs.moderation.enums import Measure, Read
from mcs.moderation.models import Likeness, PrivateRead
from tests.factories import make_member, make_volunteer
from tests.messaging.conftest import signed_in
from tests.moderation.test_sanctions import take

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    claire, karim = make_volunteer(), make_member("Karim L.", email="karim@network.example")
    for _time in range(number):
        end_sanction(sanction=take(karim, claire))
        take(make_member(), claire, Measure.WARNING)
        PrivateRead.objects.create(reader=claire, member=make_member(), what=Read.CONTACT)
    take(karim, claire, Measure.HOLD)
    ban = take(make_member("Renaud P."), claire, Measure.BAN)
    likeness = Likeness.objects.create(member=karim, ban=ban, by="block")
    desk, own = signed_in(claire), signed_in(karim)
    for client, address, cost in (
        (desk, f"/bureau/voisins/{karim.pk}/", 7),
        (desk, f"/bureau/voisins/{karim.pk}/mute/", 3),
        (desk, f"/bureau/ressemblances/{likeness.pk}/", 6),
        (desk, "/bureau/lectures/", 3),
        (own, "/moi/mesures/", 4),
    ):
        client.get(address)
        with django_assert_num_queries(cost):
            assert client.get(address).status_code == 200
