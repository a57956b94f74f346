import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import property_of

from liaison.catalogue.ontology.values.base import ValueFault

PLACE = property_of("place")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Bogotá,  D.C. ", "Bogotá, D.C."),
        ("PARIS", "PARIS"),
        ("Harwick [XN HRW]", "Harwick [XNHRW]"),
        ("[ESALG] Algeciras", "Algeciras [ESALG]"),
        ("54.2, 7.9", "geo:54.2,7.9;u=11132"),
        ("-0.0, 0.0", "geo:0.0,0.0;u=11132"),
        ("54.2° N 007.9° E", "geo:54.2,7.9;u=11132"),
        ("14°22′ N 021°08′ W", "geo:14.367,-21.133;u=1856"),
        ("14°22'30\" N, 021°08'10\" O", "geo:14.37500,-21.13611;u=31"),
        ("14-22.5N 021-08.3W", "geo:14.3750,-21.1383;u=186"),
        ("S12.50 E045.25", "geo:-12.50,45.25;u=1114"),
        ("geo:54.2,7.9;u=1000", "geo:54.2,7.9;u=1000"),
        ("off Harwick, 54.2 N 7.9 E", "off Harwick geo:54.2,7.9;u=11132"),
        ("Harwick 54.2 N 7.9 E [XNHRW]", "Harwick [XNHRW] geo:54.2,7.9;u=11132"),
    ],
)
def test_places_have_one_form(raw: str, text: str) -> None:
    assert PLACE.read(raw).text == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("95.0 N 3.0 E", "beyond 90"),
        ("12.0, 181.0", "beyond 180"),
        ("14°72′ N 021°08′ W", "no degrees, minutes and seconds"),
        ("14.5°22′ N 021°08′ W", "no degrees, minutes and seconds"),
        ("geo:1.0,2.0 geo:3.0,4.0", "several coordinates"),
        ("geo:north", "cannot be read"),
        ("[ESALG] [ESBCN]", "several codes"),
        ("Harwick [QQHRW]", "QQ is no country"),
        (",;", "names no place"),
        ("a" * 501, "too long"),
    ],
)
def test_what_lies_on_no_map_is_refused(raw: str, reason: str) -> None:
    with pytest.raises(ValueFault) as caught:
        PLACE.read(raw)
    assert reason in caught.value.reason


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), digits=st.integers(1, 7))
def test_decimal_degrees_keep_the_digits_that_were_written(lat: float, lon: float, digits: int) -> None:
    written = f"{lat:.{digits}f}, {lon:.{digits}f}"
    text = PLACE.read(written).text
    shown = text.removeprefix("geo:").partition(";")[0].split(",")
    assert [float(part) for part in shown] == [float(part) for part in written.split(", ")]
    assert [len(part.partition(".")[2]) for part in shown] == [digits, digits]


def test_coordinates_are_shown_as_degrees_with_their_uncertainty() -> None:
    assert (
        PLACE.show("Harwick [XNHRW] geo:54.2,-7.9;u=900", "en")
        == "Harwick [XNHRW] 54.2° N 7.9° W, within 900 m"
    )
    assert PLACE.show("geo:-14.367,-21.133;u=1856", "es") == "14,367° S 21,133° O, a menos de 2 km"
    assert PLACE.show("PARIS", "fr") == "PARIS"
