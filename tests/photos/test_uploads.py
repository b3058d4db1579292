"""What a form may write on the disk while it is received."""

from __future__ import annotations

from contextlib import ExitStack

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from mcs.lib.images import MAX_BYTES
from mcs.photos.uploads import MOST_BYTES


def received(*weights: int) -> list[tuple[int, int]]:
    """Of each file of a form posted with files of those weights: what it says it weighs, and what was written."""
    files = [SimpleUploadedFile(f"{number}.jpg", bytes(weight)) for number, weight in enumerate(weights)]
    request = RequestFactory().post("/publier/", {"photos": files})
    with ExitStack() as closing:
        uploads = [closing.enter_context(file.open()) for file in request.FILES.getlist("photos")]
        return [(file.size or 0, len(file.read())) for file in uploads]


def test_a_file_within_the_limit_is_whole() -> None:
    assert received(MAX_BYTES) == [(MAX_BYTES, MAX_BYTES)]


def test_a_heavy_file_is_cut_and_still_says_its_weight() -> None:
    ((size, written),) = received(MAX_BYTES + 5_000_000)
    assert size == MAX_BYTES + 5_000_000
    assert MAX_BYTES < written < MAX_BYTES + 100_000


def test_a_form_of_many_files_writes_so_much_and_no_more() -> None:
    files = received(*[MAX_BYTES] * 12)
    assert [size for size, _written in files] == [MAX_BYTES] * 12
    assert MOST_BYTES <= sum(written for _size, written in files) < MOST_BYTES + 100_000
