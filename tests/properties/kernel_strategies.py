"""Random policies, viewers and moments, small enough that they meet each other."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from hypothesis import strategies as st

from liaison.kernel.policy import Existence, Handling, Level, Policy, Tlp, Viewer

AUTHORITIES = ("XN-police", "XV-customs", "XC-fiu")
LISTS = ("fleet", "north", "only:XN-police")
PURPOSES = ("investigation", "early-warning", "judicial-proceedings")
FIRST_DAY = date(2026, 11, 20)


def some(names: tuple[str, ...], least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    """A subset, in one draw: a set drawn name by name would take most of the time of a test."""
    sizes = range(least, len(names) + 1)
    return st.sampled_from([frozenset(chosen) for size in sizes for chosen in combinations(names, size)])


days = st.none() | st.integers(0, 3).map(lambda offset: FIRST_DAY + timedelta(days=offset))
seconds = st.floats(-86_400, 5 * 86_400) | st.integers(0, 4).map(lambda offset: 86_400.0 * offset)
moments = seconds.map(lambda after: datetime(2026, 11, 20, tzinfo=UTC) + timedelta(seconds=after))
purposes = st.sampled_from(("", *PURPOSES))
viewers = st.builds(
    Viewer,
    officer=st.just("o1"),
    authority=st.sampled_from(AUTHORITIES),
    lists=some(LISTS),
    clearance=st.sampled_from(Level),
    roles=st.just(frozenset({"analyst"})),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    conditions = (
        draw(some(("Call first.", "Oral use only."))) if draw(st.integers(0, 3)) == 0 else frozenset()
    )
    handling = draw(some((Handling.H1, Handling.H2)))
    return Policy(
        level=draw(st.sampled_from(Level)),
        tlp=draw(st.sampled_from(Tlp)),
        handling=frozenset(map(Handling, handling)) | ({Handling.H3} if conditions else frozenset()),
        conditions=conditions,
        audience=draw(some(LISTS)),
        nobody=draw(st.integers(0, 7)) == 0,
        purposes=draw(st.none() | some(PURPOSES)),
        originators=draw(some(AUTHORITIES, least=1)),
        existence=draw(st.sampled_from(Existence)),
        threshold=draw(st.integers(0, 10)),
        review=draw(days),
        delete=draw(days),
    )
