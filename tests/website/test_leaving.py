"""A member with everything a member can have takes her copy, then leaves: nothing of her is found anywhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mcs.board.models import Comment, FeedVisit, Follow, Post, Reply, Thanks, TradeFollow
from mcs.directory.enums import ChangeSource, ClaimProof, SuggestionKind
from mcs.directory.models import Claim, Listing, ListingChange, ListingRequest, Suggestion, Vouch
from mcs.lib.private_files import private_files
from mcs.members.enums import Role
from mcs.members.erasure import erase_member
from mcs.members.exports import ask_export
from mcs.members.holdings import all_holdings
from mcs.members.models import DataExport, Member
from mcs.messaging.enums import ReportOutcome
from mcs.messaging.models import Block, Participant, Report
from mcs.moderation.actions.report import report_subject
from mcs.moderation.enums import ReportReason
from mcs.moderation.models import (
    Appeal,
    CannedAnswer,
    Decision,
    Delegation,
    DeskDecision,
    DeskInvitation,
    DeskNote,
    InHand,
    Pause,
    PrivateRead,
)
from mcs.moderation.reportables import find_subject
from mcs.notices.enums import Frequency
from mcs.notices.models import NoticeEntry, Preference, Rhythm
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from tests.architecture.world import make_people, make_places
from tests.factories import make_category, make_comment, make_listing, make_order, make_post

pytestmark = pytest.mark.django_db
EMAIL, NAME, ADDRESS, BROWSER = "nadia@partie.example", "Nadia Qxyz", "198.51.100.7", "Navigateur Qxyz"
# Where she stays: what she wrote, and what the law keeps apart.
MAY_POINT = {"board.Post", "board.Comment", "members.KeptIdentity"}


def make_full_member() -> Member:
    """Something of hers in each table that points at members."""
    people = make_people()
    member, other = people["member"], people["other"]
    assert member
    assert other
    places = make_places(people)
    Member.objects.filter(pk=member.pk).update(name=NAME, email=EMAIL)
    member.refresh_from_db()
    DataExport.objects.all().delete()
    member.usersession_set.update(ip=ADDRESS, user_agent=BROWSER)
    listing = Listing.objects.get(slug=places["listing"])
    foreign = make_post("Un bon plan", author=other)
    answer = make_comment(foreign, "Oui, chez Momo.", author=member)
    Thanks.objects.create(member=member, post=foreign)
    Thanks.objects.create(member=member, comment=Comment.objects.get(author=other))
    Follow.objects.create(member=member, post=foreign)
    TradeFollow.objects.create(member=member, category=make_category())
    FeedVisit.objects.create(member=member)
    mine = make_listing("Mon commerce", manager=member)
    Reply.objects.create(listing=mine, author=member, text="Merci.", review=make_post("Avis", author=other))
    later = timezone.now() + timedelta(days=1)
    claim = Claim.objects.create(listing=mine, member=member, proof=ClaimProof.PHONE, expires_at=later)
    Claim.objects.create(listing=listing, member=other, proof=ClaimProof.PHONE, expires_at=later, decided_by=member)
    Vouch.objects.create(claim=claim, member=member)
    ListingChange.objects.create(listing=listing, member=member, source=ChangeSource.SUGGESTION)
    Suggestion.objects.create(listing=listing, kind=SuggestionKind.CORRECTION, member=member, handled_by=member)
    ListingRequest.objects.update(handled_by=member)
    NoticeEntry.objects.create(member=member, kind="answered", key="post-1", url="/fil/", actor=other)
    NoticeEntry.objects.create(member=other, kind="answered", key="post-2", url="/fil/", actor=member)
    Preference.objects.create(member=member, kind="answered", frequency=Frequency.NEVER)
    Rhythm.objects.get_or_create(member=member)
    Block.objects.create(member=member, blocked=other)
    Block.objects.create(member=other, blocked=member)
    Participant.objects.filter(is_volunteers=True).update(holder=member)
    make_order(listing, member=member, name=NAME)
    _moderate(member, foreign)
    member.emailaddress_set.create(email=EMAIL)
    assert answer.author == member
    return member


def make_keeper(member: Member) -> None:
    """Something of hers in each table of the volunteers' desk."""
    item = {"queue": "attente", "key": "publication-1"}
    DeskDecision.objects.create(**item, said="Publié", about=member, decided_by=member, undone_by=member)
    DeskNote.objects.create(**item, author=member, text="Vu.")
    InHand.objects.create(**item, member=member, until=timezone.now())
    CannedAnswer.objects.create(title="Merci", text="Merci.", written_by=member)
    asked = {"role": Role.DELEGATE, "expires_at": timezone.now()}
    DeskInvitation.objects.create(email="paul@network.example", invited_by=member, **asked)
    Delegation.objects.create(member=member, queue="attente", named_by=member)
    named = {"title": NAME, "said": f"Avertissement : {NAME}", "about": member}
    DeskDecision.objects.create(queue="mesures", key="mesure-1", **named)
    PrivateRead.objects.create(reader=member, member=member, what="contact")
    Pause.objects.create(queue="suggestions", until=timezone.localdate(), set_by=member)


def _moderate(member: Member, foreign: Post) -> None:
    """She reported another's post, and as a volunteer decided and answered an appeal, her own in this small world."""
    make_keeper(member)
    Report.objects.update(decided_by=member, decided_at=timezone.now(), outcome=ReportOutcome.KEPT)
    subject = find_subject("publication", str(foreign.pk))
    assert subject
    report_subject(subject=subject, reporter=member, reason=ReportReason.SCAM, text=f"Je suis {NAME}, {EMAIL}.")
    Decision.objects.filter(author=member).update(excerpt=f"Écrivez à {EMAIL}.")
    Decision.objects.update(decided_by=member)
    Appeal.objects.update(decided_by=member, decided_at=timezone.now(), is_granted=False, text=f"Signé {NAME}.")


def pointing_at(member: Member) -> set[str]:
    """Each column of any table that leads to her."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and field.related_model is Member
        if model._base_manager.filter(**{field.name: member}).exists()
    }


def texts() -> Iterator[tuple[str, str]]:
    """Every cell of every table, with the table it is in."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.order_by("pk").values():
            yield from ((model._meta.label, str(value)) for value in row.values())


def test_full_member_has_something_in_each_declared_place() -> None:
    """Otherwise the tests below prove less than they say: give her something in the new table too."""
    member = make_full_member()
    erased_only = {"members.KeptIdentity.member", "members.DataExport.member"}
    member.consents.create(version="1")
    declared = {name for holding in all_holdings() for name in holding.fields}
    possible = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and field.related_model is Member
    }
    assert possible - declared == set()
    assert possible - pointing_at(member) - erased_only == set()


@pytest.mark.parametrize("words", [False, True])
def test_nothing_points_at_who_left_but_what_she_wrote(words: bool) -> None:
    member = make_full_member()
    erase_member(member=member, words=words)
    assert {name.rpartition(".")[0] for name in pointing_at(member)} - MAY_POINT == set()


@pytest.mark.parametrize("words", [False, True])
def test_no_name_and_no_address_of_hers_is_left_in_any_table(words: bool) -> None:
    member = make_full_member()
    ask_export(member=member)
    email = {"to": EMAIL, "subject": f"Bonjour {NAME}"}
    job: dict[str, Any] = {"args": [], "kwargs": {"email": email}}
    about = {"backend_name": "default", "task_path": "mcs.notices.tasks.deliver", "run_after": timezone.now()}
    DBTaskResult.objects.create(args_kwargs=job, **about)
    erase_member(member=member, words=words)
    marks = (EMAIL, NAME, ADDRESS, BROWSER)
    assert {table for table, text in texts() if any(mark in text for mark in marks)} == {"members.KeptIdentity"}


def test_copy_has_a_table_for_each_place_she_stands_in(django_capture_on_commit_callbacks: Any) -> None:
    member = make_full_member()
    photo = Photo.objects.get(uploader=member)
    Photo.objects.filter(pk=photo.pk).update(status=PhotoStatus.READY, widths=[640])
    default_storage.save(f"photos/{photo.key}/640.jpeg", ContentFile(b"a picture"))
    with django_capture_on_commit_callbacks(execute=True):
        ask_export(member=member)
    export = DataExport.objects.get()
    with private_files().open(export.file_name) as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    assert archive.read(f"photos/{photo.key}.jpg") == b"a picture"
    held = json.loads(archive.read("mes-donnees.json"))
    empty = {name for name, rows in held.items() if not rows}
    never_here = {"consents", "post_revisions", "comment_revisions", "emails"}
    assert empty == never_here
    page = archive.read("mes-donnees.html").decode()
    assert "Oui, chez Momo." in page
    erase_member(member=member)
    assert not private_files().exists(export.file_name)


def test_photos_of_who_left_are_gone_with_their_files(django_capture_on_commit_callbacks: Any) -> None:
    member = make_full_member()
    photo = Photo.objects.get(uploader=member)
    name = default_storage.save(f"photos/{photo.key}/640.jpeg", ContentFile(b"a picture"))
    with django_capture_on_commit_callbacks(execute=True):
        erase_member(member=member)
    assert Photo.objects.count() == 0
    assert not default_storage.exists(name)


def test_threads_of_who_left_open_for_all() -> None:
    member = make_full_member()
    posts = list(Post.objects.filter(author=member))
    erase_member(member=member)
    assert {Client().get(post.get_absolute_url()).status_code for post in posts} == {200}
    for address in ("/", "/fil/", "/annuaire/", "/album/"):
        assert NAME not in Client().get(address).content.decode()
