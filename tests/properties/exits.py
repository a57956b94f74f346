"""Every way out of a node over HTTP, and what is asked of each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from tests.properties.stores import VALUES

from liaison.records.fence import node_scope
from liaison.records.models import Record

WORDS = ("azul", "luna mora", "9074729", "azlu")


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    body: dict[str, Any] | None = None

    def send(self, client: Client, bearer: str) -> tuple[Any, ...]:
        headers = {"Authorization": f"Bearer {bearer}"} if self.path.startswith("/api/") else {}
        if self.body is None:
            answer = client.get(self.path, headers=headers)
        else:
            answer = client.post(
                self.path, json.dumps(self.body), content_type="application/json", headers=headers
            )
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        told = {name: value for name, value in answer.headers.items() if name not in VARYING}
        return answer.status_code, told, VARIES.sub(b"", content)


VARYING = {"Server-Timing", "Content-Disposition"}  # the clock stands in the name of a file
VARIES = (
    re.compile(  # secrets of the forms, and the clock of the frame; no statement of the stores has a time
        rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|\b\d\d:\d\d\b'
    )
)
Exit = Callable[[list[str], list[str]], Iterator[Asked]]


def each_key(path: str) -> Exit:
    return lambda keys, _: (Asked(path.format(key=key)) for key in keys)


def each_kind(path: str) -> Exit:
    return lambda _keys, _records: (Asked(path.format(kind=kind)) for kind in VALUES)


def each_word(path: str) -> Exit:
    return lambda _keys, _records: (Asked(path.format(words=words)) for words in WORDS)


def each_statement(path: str, body: dict[str, Any]) -> Exit:
    """Only what is refused: of others, or of none. What is granted changes the store."""
    return lambda _keys, records: (
        Asked(path.format(statement=f"{record}.{n}"), body) for record in records for n in (0, 1, 7)
    )


def each_read(path: str) -> Exit:
    return lambda keys, records: (
        Asked(path.format(key=key, statement=f"{record}.1")) for key in keys[:3] for record in records
    )


def once(path: str, body: dict[str, Any] | None = None) -> Exit:
    return lambda _keys, _records: iter([Asked(path, body)])


@node_scope()
def records_of(author: str) -> list[str]:
    """Records of everybody but `author`."""
    return list(Record.objects.exclude(author__code=author).order_by("pk").values_list("uuid", flat=True))
