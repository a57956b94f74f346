"""A page as a tree, and what every page has to keep."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    parent: "Node | None"
    children: "list[Node | str]" = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, *tags: str) -> "list[Node]":
        return [node for node in self.walk() if node.tag in tags]

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""

    @property
    def text(self) -> str:
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join("".join(parts).split())

    def inside(self, tag: str) -> bool:
        return self.parent is not None and (self.parent.tag == tag or self.parent.inside(tag))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Node("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> says something twice: {attrs}"
        node = Node(tag, dict(attrs), self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Node(tag, dict(attrs), self.at))

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def tree(html: str) -> Node:
    builder = _Builder()
    builder.feed(html)
    assert builder.at is builder.root, f"<{builder.at.tag}> is never closed"
    return builder.root


def faults(page: Node) -> list[str]:
    """What a page does against the rules of every page; empty for a good one."""
    return [*_frame(page), *_names(page), *_tables(page), *_inline(page)]


def _frame(page: Node) -> Iterator[str]:
    if len(page.all("h1")) != 1 or not page.all("h1")[0].text:
        yield f"{len(page.all('h1'))} titles of first rank"
    levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4")]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading falls from {before} to {after}"
    if not page.all("html")[0]["lang"] or not page.all("main"):
        yield "no language or no main part"
    identifiers = [node["id"] for node in page.walk() if node["id"]]
    yield from (f"two elements are called {name}" for name in set(identifiers) if identifiers.count(name) > 1)


def _names(page: Node) -> Iterator[str]:
    labelled = {node["for"] for node in page.all("label")}
    for control in page.all("input", "select", "textarea"):
        hidden = control["type"] == "hidden"
        if (
            not hidden
            and control["id"] not in labelled
            and not control.inside("label")
            and not control["aria-label"]
        ):
            yield f"a control without a label: {control['name']}"
    for node in page.all("a", "button"):
        if not node.text and not node["aria-label"]:
            yield f"a link or button without words: {node.attributes}"
    for node in page.all("nav"):
        if not node["aria-label"]:
            yield "a navigation without a name"
    for node in page.all("svg"):
        if node["aria-hidden"] != "true" and not node["aria-label"]:
            yield "a drawing without words"


def _tables(page: Node) -> Iterator[str]:
    yield from ("a head of a table without scope" for node in page.all("th") if not node["scope"])
    for table in page.all("table"):
        frame = table.parent
        if frame is None or frame["class"] != "scroll" or not frame["aria-label"] or frame["tabindex"] != "0":
            yield "a table that a keyboard cannot scroll"


def _inline(page: Node) -> Iterator[str]:
    for node in page.walk():
        if node.tag == "style" or "style" in node.attributes:
            yield f"inline style at <{node.tag}>"
        if node.tag == "script" and not node["src"] and node["type"] != "application/json":
            yield "inline script"
        yield from (f"inline handler {name}" for name in node.attributes if name.startswith("on"))
        for name in ("src", "href", "action"):
            if node[name].startswith(("http:", "https:", "//", "data:", "javascript:")):
                yield f"outside asset {node[name]}"
