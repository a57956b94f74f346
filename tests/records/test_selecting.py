"""Both plans give one answer, whatever the store."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.conftest import forget_store
from tests.records.makers import PURPOSE, Region, make_region, marking, publish

from liaison.people.selectors import viewer_of
from liaison.records import interning, selecting
from liaison.records.filters import Mentions, Says
from liaison.records.selecting import Selection, kind_values
from liaison.records.sight import sight_of

NAMES = st.sampled_from(["Azul", "Mora", "Azul Mora", "Luna", "Azula"])
SHIPS = st.lists(
    st.tuples(NAMES, st.sampled_from(["XV", "XI"]), st.sampled_from(["pair", "group"])), max_size=12
)


class PlansTest(TestCase):
    region: Region

    def setUp(self) -> None:
        forget_store()
        self.region = make_region()

    @settings(max_examples=25, deadline=None)
    @given(
        ships=SHIPS,
        limit=st.integers(1, 6),
        offset=st.integers(0, 4),
        reader=st.sampled_from(["south", "east"]),
    )
    def test_gather_and_walk_agree(
        self, ships: list[tuple[str, str, str]], limit: int, offset: int, reader: str
    ) -> None:
        forget_store()
        north = self.region.north
        for name, flag, audience in ships:
            publish(
                north, "Vessel", {"Thing.name": name, "Vessel.flag": flag}, policy=marking(north, audience)
            )
        officer = getattr(self.region, reader)
        view = self.region.view(officer)
        sight = sight_of(viewer_of(officer, view.moment), PURPOSE, view.moment)
        flagged = Says(interning.term_number("Vessel.flag"), interning.text_id("XV"))
        named = Mentions(frozenset({interning.text_id("azul")}))
        chosen = Selection(kind_values(["Vessel"]), (flagged, named))
        wanted = limit + offset
        gathered = selecting._gather(sight, chosen, named, wanted)
        assert gathered == selecting._walk(sight, chosen, wanted)
        assert gathered == selecting._gather(sight, chosen, flagged, wanted)
        assert selecting.select(sight, chosen, limit=limit, offset=offset) == gathered[offset:]
        meant = [
            n
            for n, f, a in ships
            if f == "XV" and "Azul" in n.split() and (a == "group" or reader == "south")
        ]
        assert len(gathered) == min(len(meant), wanted)
