"""Files that statements name."""

from django.http import FileResponse, Http404, HttpResponseBase

from liaison.people.requests import OfficerRequest
from liaison.records.attachments import open_attachment
from liaison.records.view import View
from liaison.web.frame import reading


@reading
def document(_request: OfficerRequest, view: View, digest: str) -> HttpResponseBase:
    """A file, to be kept rather than shown: a browser runs nothing in it."""
    opened = open_attachment(view, digest)
    if opened is None:
        raise Http404
    stored, stream = opened
    answer = FileResponse(stream, as_attachment=True, filename=digest[:16], content_type=stored.media_type)
    answer["Content-Length"] = str(stored.size)
    return answer
