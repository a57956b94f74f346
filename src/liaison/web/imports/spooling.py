"""Where a file lies while it is being sent: in the spool of the node, closed to others, at most so large."""

import tempfile
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from liaison.web.imports.uploads import LARGEST, spool

_AROUND = 16 * 1024**2  # bytes of a form beside its file


class SpoolUploadHandler(FileUploadHandler):
    """Writes a file that does not fit into memory to the spool (mode 600); it is gone with its request."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],  # noqa: ARG002 - the signature is Django's
        META: dict[str, Any],  # noqa: ARG002, N803 - the signature is Django's
        content_length: int,
        boundary: str,  # noqa: ARG002 - the signature is Django's
        encoding: str | None = None,  # noqa: ARG002 - the signature is Django's
    ) -> None:
        """Refuse a form that says itself that it is too large, before anything of it is read.

        Raises:
            RequestDataTooBig: it is.
        """
        if content_length > LARGEST + _AROUND:
            raise RequestDataTooBig(f"{content_length} bytes are more than {LARGEST + _AROUND}")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.stream = tempfile.NamedTemporaryFile(dir=spool())  # noqa: SIM115 - its request closes it

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - as above
        """Write a piece."""
        self.stream.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """The whole file."""
        self.stream.seek(0)
        name = Path(self.file_name or "").name
        return UploadedFile(self.stream, name, self.content_type, file_size, self.charset)
