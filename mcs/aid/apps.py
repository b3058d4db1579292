"""Registers the aid app."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    name = "mcs.aid"
    label = "aid"
