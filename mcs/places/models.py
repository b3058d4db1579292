"""Districts and streets: what a network knows of its ground."""

from __future__ import annotations

from django.db import models

from mcs.lib.geo import MultiPolygon


class District(models.Model):
    """An arrondissement the network serves."""

    code = models.CharField(max_length=10, unique=True)  # INSEE, "13208"
    number = models.PositiveSmallIntegerField(unique=True)  # 8, said "8e"
    name = models.CharField(max_length=80)
    postcode = models.CharField(max_length=5)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """ "8e": what a person says."""
        return "1er" if self.number == 1 else f"{self.number}e"


class DistrictOutline(models.Model):
    """Where a district ends. Apart from it, because an exact outline weighs more than all else a page reads."""

    district = models.OneToOneField(District, on_delete=models.CASCADE, primary_key=True, related_name="outlined")
    # Polygons of rings of [longitude, latitude], as a GeoJSON MultiPolygon's coordinates.
    outline: models.JSONField[MultiPolygon, MultiPolygon] = models.JSONField()

    def __str__(self) -> str:
        return f"{self.district_id}"


class Street(models.Model):
    """A street with the middle of its length; enough to place an address within a few hundred metres."""

    name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120, db_index=True)  # lib.french.fold(name)
    quarter = models.CharField(max_length=80, blank=True)
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="streets")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["folded_name", "district", "quarter"], name="street_once_a_quarter")
        ]

    def __str__(self) -> str:
        return self.name
