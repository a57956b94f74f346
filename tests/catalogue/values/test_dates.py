from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import property_of

from liaison.catalogue.loader import LANGUAGES
from liaison.catalogue.ontology.values.base import Reading, ValueFault

DATE = property_of("date")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2014", "2014"),
        ("2014-03", "2014-03"),
        ("03/2014", "2014-03"),
        ("2014/3", "2014-03"),
        ("Nov 2026", "2026-11"),
        ("noviembre de 2026", "2026-11"),
        ("2014-03-05", "2014-03-05"),
        ("2014/03/05", "2014-03-05"),
        ("20140305", "2014-03-05"),
        ("5.3.2014", "2014-03-05"),
        ("5 March 2014", "2014-03-05"),
        ("5-Mar-2014", "2014-03-05"),
        ("5. März 2014", None),
        ("March 5th, 2014", "2014-03-05"),
        ("5 de marzo de 2014", "2014-03-05"),
        ("1er août 2014", "2014-08-01"),
        ("1º de março de 2014", "2014-03-01"),
        ("19 Nov 2026 23:40", "2026-11-19T23:40"),
        ("19 Nov 2026, 23:40 UTC", "2026-11-19T23:40Z"),
        ("2026-11-19 23:40:07Z", "2026-11-19T23:40:07Z"),
        ("2026-11-19T23:40:07.125Z", "2026-11-19T23:40:07Z"),
        ("2026-11-19T23:40+02:00", "2026-11-19T21:40Z"),
        ("2026-11-19T23:40-0300", "2026-11-20T02:40Z"),
        ("19.11.2026 à 8h05", "2026-11-19T08:05"),
        ("192340ZNOV26", "2026-11-19T23:40Z"),
        ("192340Z nov 26", "2026-11-19T23:40Z"),
        ("2014-03/2014-05", "2014-03/2014-05"),
        ("5 Mar 2014 – 9 Mar 2014", "2014-03-05/2014-03-09"),
        ("2014/2015", "2014/2015"),
    ],
)
def test_what_people_write_becomes_iso_8601(raw: str, text: str | None) -> None:
    if text is None:
        with pytest.raises(ValueFault, match="names no month"):
            DATE.read(raw)
    else:
        assert DATE.read(raw).text == text


def test_slashes_need_a_known_order() -> None:
    assert DATE.read("03/04/2016", Reading(day_first=True)).text == "2016-04-03"
    assert DATE.read("03/04/2016", Reading(day_first=False)).text == "2016-03-04"
    with pytest.raises(ValueFault, match="order of day and month") as caught:
        DATE.read("03/04/2016")
    assert "2016-04-03 or 2016-03-04" in caught.value.remedy
    with pytest.raises(ValueFault) as caught:
        DATE.read("19/11/2026")
    assert "Write 2026-11-19, or state" in caught.value.remedy


@pytest.mark.parametrize(
    "raw",
    ["2014-02-30", "2014-13", "31 Apr 2014", "2014-03-05T24:00Z", "2014-03-05T12:60", "0000", "30/02/2014",
     "2014-03-05T12:00+25:00", "9999-12-31T23:59-05:00"],
)  # fmt: skip
def test_the_calendar_and_the_clock_are_obeyed(raw: str) -> None:
    with pytest.raises(ValueFault, match="no such moment"):
        DATE.read(raw, Reading(day_first=True))


@pytest.mark.parametrize(
    "raw", ["yesterday", "14", "3rd", "2014-3-5-7", "99999", "Nov", "Nov 2026 23:40", "5 – 7"]
)
def test_what_is_no_date_is_refused_with_examples(raw: str) -> None:
    with pytest.raises(ValueFault, match="not a date") as caught:
        DATE.read(raw)
    assert "2026-11-19" in caught.value.remedy


def test_an_interval_does_not_end_before_it_begins() -> None:
    assert DATE.read("2014-03-05/2014-03").text == "2014-03-05/2014-03"
    with pytest.raises(ValueFault, match="ends before") as caught:
        DATE.read("2014-05/2014-03")
    assert caught.value.remedy == "Write 2014-03/2014-05."


@given(moment=st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31)))  # noqa: DTZ001 - the zone is added
def test_the_number_is_days_since_1970_at_the_start(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    days = (moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() / 86_400
    assert DATE.read(f"{moment:%Y}".rjust(4, "0") + f"-{moment:%m-%dT%H:%M:%SZ}").number == pytest.approx(
        days
    )
    assert DATE.read(moment.date().isoformat()).number == days // 1
    assert DATE.read(f"{moment.date().isoformat()}/9999-12-31").number == days // 1


@given(day=st.dates(), language=st.sampled_from(LANGUAGES))
def test_what_is_shown_in_any_language_reads_as_the_same_day(day: object, language: str) -> None:
    text = str(day)
    if int(text[:4]) >= 1000:
        assert DATE.read(DATE.show(text, language)).text == text


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("2026", "en", "2026"),
        ("2026-11", "fr", "nov. 2026"),
        ("2026-11-19", "en", "19 Nov 2026"),
        ("2026-09-05", "es", "5 sept 2026"),
        ("2026-11-19T23:40", "pt", "19 nov. 2026, 23:40"),
        ("2026-11-19T23:40:07Z", "en", "19 Nov 2026, 23:40:07 UTC"),
        ("2014-03/2014-05", "en", "Mar 2014 – May 2014"),
    ],
)
def test_dates_are_shown_as_precisely_as_they_are_known(text: str, language: str, shown: str) -> None:
    assert DATE.show(text, language) == shown
