"""The registry of what follows when a business that a member proposed enters the directory, or is refused, and when
somebody comes to manage a page: each app above gives its own in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable

from mcs.directory.models import Listing, Suggestion

Follower = Callable[[Listing], None]
Judge = Callable[[Suggestion], None]
_followers: list[Follower] = []
_judges: list[Judge] = []
_heirs: list[Follower] = []


def on_listed(follower: Follower) -> None:
    """Adds what is to be done with the listing; it may be done twice, when the decision was taken back in between."""
    if follower not in _followers:
        _followers.append(follower)


def follow_listed(listing: Listing) -> None:
    """Does all of it."""
    for follower in _followers:
        follower(listing)


def on_refused(judge: Judge) -> None:
    """Adds what is to be done with a suggestion that was refused, and with one whose refusal was taken back."""
    if judge not in _judges:
        _judges.append(judge)


def follow_refused(suggestion: Suggestion) -> None:
    """Does all of it; the suggestion's status says which of the two."""
    for judge in _judges:
        judge(suggestion)


def on_managed(heir: Follower) -> None:
    """Adds what is to be done with a listing that has a new manager."""
    if heir not in _heirs:
        _heirs.append(heir)


def follow_managed(listing: Listing) -> None:
    """Does all of it."""
    for heir in _heirs:
        heir(listing)
