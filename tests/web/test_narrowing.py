from datetime import date

import pytest
from django.test import RequestFactory

from liaison.catalogue.ontology import ontology
from liaison.web.narrowing import Narrowing, narrowing


def filters(query: str, kind: str = "Seizure") -> Narrowing:
    return narrowing(RequestFactory().get(f"/records/{kind}/?{query}"), ontology().kind(kind))


@pytest.mark.parametrize("kind", [name for name, kind in ontology().kinds.items() if not kind.abstract])
def test_every_kind_has_its_filters_and_a_period_if_dated(kind: str) -> None:
    stated = ontology().kind(kind)
    names = [control.name for control in filters("", kind).controls]
    expected = [name for name in stated.filters if name != stated.date]
    assert names == expected + (["since", "until"] if stated.date else [])


def test_what_is_typed_is_read_by_the_ontology() -> None:
    read = filters("drug=Cocaine&country=Vesper+Islands")
    assert read.where == {"drug": "cocaine", "country": "XV"}
    assert read.faults == ()


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2014", date(2014, 12, 31)),
        ("Feb 2016", date(2016, 2, 29)),
        ("2014-12", date(2014, 12, 31)),
        ("5 Mar 2014", date(2014, 3, 5)),
        ("2014-03/2014-05", date(2014, 5, 31)),
        ("2014-03-05T23:40Z", date(2014, 3, 5)),
    ],
)
def test_period_ends_with_the_last_day_of_what_is_written(written: str, last: date) -> None:
    assert filters(f"until={written}").day("until") == last


def test_period_begins_with_the_first_day_of_what_is_written() -> None:
    assert filters("since=2014").day("since") == date(2014, 1, 1)


@pytest.mark.parametrize("written", ["03/04/2016", "tomorrow", "?", "0000", "31 Feb 2016"])
def test_day_that_cannot_be_read_is_a_fault_with_a_remedy(written: str) -> None:
    (fault,) = filters(f"since={written}").faults
    assert fault.field == "f-since"
    assert fault.text.endswith(".")


def test_dropping_a_filter_keeps_the_others_and_begins_anew() -> None:
    read = filters("drug=cocaine&country=XN&from=50")
    assert read.addresses["drug"] == "/records/Seizure/?country=XN"
    assert read.addresses["country"] == "/records/Seizure/?drug=cocaine"
