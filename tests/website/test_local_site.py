"""The two processes of `make run`."""

from __future__ import annotations

from granian.cli import cli

from mcs.website.local_site import server_arguments


def test_granian_understands_what_it_is_told() -> None:
    told = cli.make_context("granian", server_arguments(8123)).params
    assert (told["app"], told["port"], told["workers"]) == ("mcs.config.wsgi:application", 8123, 1)
