"""Registers the moderation app."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "mcs.moderation"
    label = "moderation"
