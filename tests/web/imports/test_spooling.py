"""Large files on their way in."""

import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.web.scene import Scene

from liaison.web.imports import pages, spooling, uploads


def test_a_large_file_lies_in_the_spool_alone_while_it_is_sent(
    northmark: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    lying: list[tuple[Path, int]] = []
    receive = pages.receive_upload

    def looking(**sent: object) -> object:
        lying.extend((path, stat.S_IMODE(path.stat().st_mode)) for path in uploads.spool().iterdir())
        return receive(**sent)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(pages, "receive_upload", looking)
    text = b"reference;date;country;drug\n" + b"26-A;2026;XN;cocaine\n" * 50
    northmark.post("/import/", {"file": SimpleUploadedFile("a.csv", text), "kind": "Seizure"})
    assert [mode for _path, mode in lying] == [0o600]
    assert [path.read_bytes() for path in uploads.spool().glob("*.sheet")] == [text]
    assert not lying[0][0].exists()


def test_what_says_itself_that_it_is_too_large_is_not_read(
    northmark: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spooling, "LARGEST", -spooling._AROUND)
    answer = northmark.post("/import/", {"file": SimpleUploadedFile("a.csv", b"a;b\n"), "kind": "Seizure"})
    assert answer.status_code == 400
    assert not list(uploads.spool().iterdir())
