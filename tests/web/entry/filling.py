"""Filling the form of a record the way a browser sends it."""

from typing import Any

from django.test import Client
from tests.web.markup import Node, tree

from liaison.records.models import Draft

MARKING = {
    "basis": "national-law",
    "purpose": "investigation",
    "level": "restricted",
    "tlp": "amber",
    "existence": "invisible",
    "threshold": "5",
    "lists": ["atlantic"],
}
SEIZURE = {
    "0:source": "B",
    "0:information": "2",
    "0:nature": "fact",
    "0-reference": "26-XN-0301",
    "0-date": "19 Nov 2026 23:40 UTC",
    "0-country": "XN",
    "0-drug": "cocaine",
    "0-quantity": "12.5 kg",
}


def fill(form: Node) -> dict[str, list[str]]:
    """What a form would send as it stands, without its buttons."""
    sent: dict[str, list[str]] = {}
    for control in form.all("input", "select", "textarea"):
        if control["name"] and control["type"] != "file":
            sent.setdefault(control["name"], []).extend(_values(control))
    return sent


def _values(control: Node) -> list[str]:
    if control.tag == "select":
        chosen = [option for option in control.all("option") if "selected" in option.attributes]
        return [(chosen or control.all("option"))[0]["value"]]
    if control.tag == "textarea":
        return [control.text]
    if control["type"] == "checkbox":
        return [control["value"]] if "checked" in control.attributes else []
    return [control["value"]]


def form_of(client: Client, address: str) -> dict[str, list[str]]:
    page = tree(client.get(address).content.decode())
    main = page.all("main")[0]
    return fill(next(form for form in main.all("form") if "languages" not in form["class"]))


def send(client: Client, address: str, action: str, **changes: Any) -> Any:
    """Load a form, change some of its fields, press a button."""
    return client.post(address, {**form_of(client, address), **changes, "action": action})


def begun(client: Client, action: str = "on", **changes: Any) -> Draft:
    """A draft of a seizure that was just written."""
    before = set(Draft.objects.values_list("pk", flat=True))
    send(client, "/record/new/Seizure/", action, **{**SEIZURE, **changes})
    return Draft.objects.exclude(pk__in=before).get()


def page_of(client: Client, address: str) -> Node:
    return tree(client.get(address, follow=True).content.decode())
