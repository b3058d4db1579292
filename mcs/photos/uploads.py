"""How much of a form's files is written to disk, whatever is sent: the rest is read and dropped."""

from __future__ import annotations

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from mcs.lib.images import MAX_BYTES

MOST_BYTES = 10 * MAX_BYTES  # of one form: it takes six photos


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Django's, that stops writing a file once it is too heavy; its `size` still says how heavy it was."""

    written = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= MAX_BYTES and self.written < MOST_BYTES:
            super().receive_data_chunk(raw_data, start)
            self.written += len(raw_data)
