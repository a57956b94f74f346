import hashlib
import io
from datetime import date
from pathlib import Path

import pytest
from tests.records.makers import Region, make_region, marking, publish

from liaison.kernel.errors import LiaisonError
from liaison.records import attachments
from liaison.records.attachments import AttachmentError, Stored, file_of, open_attachment, store_attachment
from liaison.records.audit import uses
from liaison.records.models import Attachment

pytestmark = pytest.mark.django_db
PLAIN = b"a manifest of nothing in particular " * 90_000  # 3 MB: several chunks


@pytest.fixture
def region() -> Region:
    return make_region()


def keep(content: bytes = PLAIN, media_type: str = "application/pdf") -> Stored:
    return store_attachment(stream=io.BytesIO(content), media_type=media_type)


def kept_files(node: Path) -> list[Path]:
    return [path for path in (node / "attachments").rglob("*") if path.is_file()]


def test_it_opens_for_who_sees_a_statement_that_names_it(region: Region) -> None:
    stored = keep()
    publish(
        region.north,
        "Vessel",
        {"Thing.name": "Corriente Azul", "Thing.attachment": stored.text},
        policy=marking(region.north, "pair"),
    )
    opened = open_attachment(region.view(region.south), stored.digest)
    assert opened is not None
    with opened[1] as stream:
        assert stream.read() == PLAIN
    assert open_attachment(region.view(region.east), stored.digest) is None
    assert [(use.action, use.count) for use in uses(action="document")] == [("document", 0), ("document", 1)]


def test_it_carries_the_marking_of_the_statement(region: Region) -> None:
    stored = keep()
    policy = marking(region.north, "pair", review=date(2090, 1, 1))
    publish(region.north, "Vessel", {"Thing.attachment": stored.text}, policy=policy)
    view = region.view(region.south)
    open_attachment(view, stored.digest)
    assert view.lineage.policy.review == date(2090, 1, 1)


def test_no_plain_text_is_on_the_disk(region: Region, node: Path) -> None:
    stored = keep()
    assert stored == Stored(hashlib.sha256(PLAIN).hexdigest(), "application/pdf", len(PLAIN))
    (file,) = kept_files(node)
    assert file == file_of(stored.digest)
    assert file.stat().st_mode & 0o077 == 0
    assert b"manifest" not in file.read_bytes()


def test_the_same_file_is_kept_once(region: Region, node: Path) -> None:
    assert keep() == keep()
    assert len(kept_files(node)) == Attachment.objects.count() == 1


def test_a_type_that_a_browser_runs_is_refused(node: Path) -> None:
    with pytest.raises(AttachmentError, match="text/html"):
        keep(b"<script>", "text/html")
    assert kept_files(node) == []


def test_a_file_too_large_leaves_nothing(monkeypatch: pytest.MonkeyPatch, node: Path) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 1000)
    with pytest.raises(AttachmentError, match="1000 bytes"):
        keep()
    assert kept_files(node) == []


def test_a_stream_that_breaks_leaves_nothing(node: Path) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(size)

    with pytest.raises(OSError, match=str(attachments.CHUNK)):
        store_attachment(stream=Broken(), media_type="text/plain")  # type: ignore[arg-type]
    assert kept_files(node) == []


def test_a_lost_or_exchanged_file_is_told(region: Region) -> None:
    one, other = keep(b"one"), keep(b"two")
    publish(region.north, "Vessel", {"Thing.attachment": one.text})
    file_of(one.digest).write_bytes(file_of(other.digest).read_bytes())
    opened = open_attachment(region.view(region.north), one.digest)
    assert opened is not None
    with opened[1] as stream, pytest.raises(LiaisonError, match="does not open"):
        stream.read()
    file_of(one.digest).unlink()
    with pytest.raises(AttachmentError, match="lost"):
        open_attachment(region.view(region.north), one.digest)
