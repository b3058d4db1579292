"""Whatever is held about people is declared: what for, until when, how it is given back and erased."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.db import models

from mcs.lib.periodic.registry import jobs
from mcs.members.holdings import Holding, all_holdings
from mcs.members.models import Member

by_holding = pytest.mark.parametrize("holding", all_holdings(), ids=lambda holding: holding.name)
# A field of one of these kinds or names says who somebody is or how to reach them, in any table.
TELLING_KINDS = (models.EmailField, models.GenericIPAddressField)
TELLING_NAMES = {"phone", "other_phone", "ip", "user_agent"}


def personal_fields() -> set[str]:
    """Each column that points at a member, or that holds an address, of all the tables there are."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
        and (field.related_model is Member or isinstance(field, TELLING_KINDS) or field.name in TELLING_NAMES)
    }


def test_every_personal_field_is_declared_once() -> None:
    declared = Counter(name for holding in all_holdings() for name in holding.fields)
    assert sorted(personal_fields() ^ declared.keys()) == []
    assert [name for name, times in declared.items() if times > 1] == []


@by_holding
def test_retention_is_applied_by_a_job(holding: Holding) -> None:
    assert holding.jobs
    assert set(holding.jobs) - {job.name for job in jobs()} == set()


@by_holding
def test_register_says_all_that_the_law_asks(holding: Holding) -> None:
    """GDPR, article 30.1: purposes, categories of data, recipients, time limits; and the basis of article 6."""
    said = (holding.title, holding.data, holding.purpose, holding.basis.label, holding.recipients, holding.retention)
    assert all(str(words).strip() for words in said)


@by_holding
def test_what_points_at_a_member_is_given_and_erased(holding: Holding) -> None:
    """What is kept for the law alone is not; it begins where the account ends."""
    labels = {name.rpartition(".")[0] for name in holding.fields} - {"members.KeptIdentity"}
    pointing = {name for name in labels if any(field.related_model is Member for field in _fields(name))}
    by_default = Holding.__dataclass_fields__
    if pointing:
        assert holding.export is not by_default["export"].default
        assert holding.erase is not by_default["erase"].default


def _fields(label: str) -> list[models.Field[object, object]]:
    return [field for field in apps.get_model(label)._meta.get_fields() if isinstance(field, models.Field)]
