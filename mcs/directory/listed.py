"""The registry of what follows when a business that a member proposed enters the directory: each app above gives its
own in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable

from mcs.directory.models import Listing

Follower = Callable[[Listing], None]
_followers: list[Follower] = []


def on_listed(follower: Follower) -> None:
    """Adds what is to be done with the listing; it may be done twice, when the decision was taken back in between."""
    if follower not in _followers:
        _followers.append(follower)


def follow_listed(listing: Listing) -> None:
    """Does all of it."""
    for follower in _followers:
        follower(listing)
