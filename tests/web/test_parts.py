"""The parts that pages share, each rendered alone."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from tests.web.markup import Node, tree

from liaison.kernel.policy import Handling, Level, Policy, Tlp


def part(name: str, **context: object) -> Node:
    return tree(render_to_string(f"parts/{name}.html", context, RequestFactory().get("/")))


def badge(policy: Policy) -> Node:
    from django.template import RequestContext, Template

    template = Template("{% load parts %}{% marking policy %}")
    return tree(template.render(RequestContext(RequestFactory().get("/"), {"policy": policy})))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("tlp", Tlp)
def test_marking_is_always_in_words(level: Level, tlp: Tlp) -> None:
    shown = badge(Policy(level=level, tlp=tlp, originators=frozenset({"XN-CDC"})))
    assert shown.text == f"{level.name.capitalize()}{tlp.label}"
    assert shown.all("span")[0]["data-level"] == level.name.lower()


def test_handling_codes_are_spelt_out_and_conditions_in_the_authors_words() -> None:
    shown = badge(
        Policy(
            handling=frozenset({Handling.H2, Handling.H3}),
            conditions=frozenset({"only for case 26-114"}),
            originators=frozenset({"XN-CDC"}),
        )
    )
    assert [node["title"] for node in shown.all("abbr")] == [
        "no onward sharing without permission",
        "only for case 26-114",
    ]


def test_field_names_its_fault_and_points_to_it() -> None:
    class Mass(forms.Form):
        mass = forms.CharField(label="Mass", help_text="with its unit")

    fine, bad = Mass({"mass": "1 kg"}), Mass({})
    assert not bad.is_valid()
    assert not [node for node in part("field", field=fine["mass"]).walk() if "data-bad" in node.attributes]
    shown = part("field", field=bad["mass"], read="Read as 1 kg")
    (control,) = shown.all("input")
    assert control["aria-invalid"] == "true"
    identifiers = {node["id"] for node in shown.walk()}
    assert set(control["aria-describedby"].split()) <= identifiers
    assert "Read as 1 kg" in shown.text


def test_faults_lead_to_their_fields() -> None:
    fault = {"field": "id_mass", "label": "Mass", "text": "“1.105,0” can be read in two ways."}
    shown = part("faults", faults=[fault])
    assert shown.all("div")[0]["role"] == "alert"
    assert [node["href"] for node in shown.all("a")] == ["#id_mass"]
    assert part("faults", faults=[]).text == ""


def test_steps_say_which_is_now() -> None:
    shown = part("steps", steps=[{"label": "File", "state": "done"}, {"label": "Check", "state": "now"}])
    assert [(node["class"], node["aria-current"]) for node in shown.all("li")] == [("done", ""), ("", "step")]


@pytest.mark.parametrize("state", ["empty", "loading", "error", "partial"])
def test_state_says_what_to_do(state: str) -> None:
    shown = part(
        "state", state=state, heading="Nothing here", text="Why", href="/x/", action="Drop it", reference="7Q"
    )
    assert (shown.all("div")[0]["role"] == "alert") == (state == "error")
    assert shown.all("a")[0].text == "Drop it"
