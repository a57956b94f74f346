"""Files that come with a form: kept enciphered as they arrive, named by a document value."""

from typing import BinaryIO, cast

from django.contrib import messages

from liaison.people.requests import OfficerRequest
from liaison.records.attachments import AttachmentError, store_attachment
from liaison.web.entry.answers import Answer, Form


def keep_files(request: OfficerRequest, form: Form) -> None:
    """Store each file that was sent, and write it into its field; one that cannot be kept is named."""
    for place, thing in enumerate(form.things):
        for name, term in thing.model.properties.items():
            if term.type.name != "document":
                continue
            for sent in request.FILES.getlist(f"{place}-{name}-file"):
                try:
                    stream = cast("BinaryIO", sent.file)
                    stored = store_attachment(stream=stream, media_type=sent.content_type or "")
                except AttachmentError as fault:
                    messages.error(request, f"{sent.name}: {fault}")
                    continue
                thing.answers.setdefault(name, []).append(Answer(raw=stored.text))
