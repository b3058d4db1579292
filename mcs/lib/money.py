"""Sums as people write them."""

from __future__ import annotations

from django.utils.formats import number_format


def euros(cents: int) -> str:
    """2500 → "25 €", 350 → "3,50 €", with an unbreakable space."""
    whole = cents % 100 == 0
    amount = number_format(
        cents // 100 if whole else f"{cents / 100:.2f}", use_l10n=True, decimal_pos=None if whole else 2
    )
    return f"{amount}\u00a0€"
