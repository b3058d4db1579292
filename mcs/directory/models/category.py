"""A trade."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Category(models.Model):
    """A trade, named as the OpenStreetMap tagging schema tags it."""

    tag = models.CharField(max_length=80, unique=True)  # "shop=butcher"
    slug = models.SlugField(max_length=60, unique=True)  # "boucherie"
    name_fr = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    group = models.CharField(max_length=30)  # key of CATEGORY_GROUPS in directory/categories.py
    icon = models.CharField(max_length=40)  # a lucide icon
    hue = models.CharField(max_length=12)  # one of the style sheet's hues
    # As people say it: trades in all genders and numbers, needs, products.
    synonyms: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    listing_count = models.PositiveIntegerField(default=0)  # published listings whose main category this is

    class Meta:
        ordering = ["name_fr", "pk"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if (get_language() or "fr").startswith("en") else self.name_fr
