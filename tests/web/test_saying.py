from datetime import UTC, datetime

from liaison.catalogue.ontology import ontology
from liaison.kernel.policy import Level, Policy
from liaison.records.seen import Entity, Seen
from liaison.web.history import events
from liaison.web.listing import columns, rows
from liaison.web.saying import sayings, stances

FLAG = Seen(
    id="0.1",
    subject="a" * 32,
    property="Vessel.flag",
    text="XV",
    number=None,
    original=None,
    link=None,
    source="B",
    information="2",
    opinion=False,
    category="",
    language="",
    observed=None,
    policy=Policy(),
    policy_id=1,
    author="XN-CDC",
    created=datetime(2026, 11, 1, tzinfo=UTC),
    record="0",
    position=1,
)
TERM = ontology().property("Vessel.flag")


def vessel(*standing: Seen, former: tuple[Seen, ...] = ()) -> Entity:
    return Entity("a" * 32, ("a" * 32,), "Vessel", standing, former)


def test_same_value_is_one_stance_of_all_who_state_it() -> None:
    (stance,) = stances(TERM, [FLAG, FLAG._replace(author="XV-POL"), FLAG._replace(id="0.2")])
    assert stance.authors == ("XN-CDC", "XV-POL")
    assert not stance.differs


def test_stance_is_marked_with_all_it_was_made_of() -> None:
    tight = FLAG._replace(policy=Policy(level=Level.SECRET))
    assert stances(TERM, [FLAG, tight])[0].policy.level is Level.SECRET


def test_second_value_differs_where_one_can_hold() -> None:
    other = FLAG._replace(text="XI")
    assert [stance.differs for stance in stances(TERM, [FLAG, other])] == [False, True]
    former_flag = ontology().property("Vessel.formerFlag")
    assert [stance.differs for stance in stances(former_flag, [FLAG, other])] == [False, False]


def test_property_of_which_only_former_values_remain_is_still_told() -> None:
    gone = FLAG._replace(withdrawn=True, reason="mistaken")
    (saying,) = sayings(vessel(former=(gone,)))
    assert (saying.stances, saying.former) == ((), (gone,))


def test_history_is_newest_first_with_what_will_come_on_top() -> None:
    later = FLAG._replace(record="1", created=datetime(2026, 11, 5, tzinfo=UTC), withdrawn=True)
    bound = FLAG._replace(
        policy=Policy(review=datetime(2027, 2, 1, tzinfo=UTC).date(), originators=frozenset({"XN-CDC"})),
    )
    told = list(events(vessel(FLAG, bound, former=(later,))))
    assert [event.state for event in told] == ["next", "now", ""]
    assert told[0].text.endswith(": 1 statement")
    assert told[1].text == "1 statement added, 1 of them withdrawn since"
    assert told[2].text == "2 statements added"


def test_row_is_graded_by_its_weakest_statement_and_counts_other_values() -> None:
    other = FLAG._replace(text="XI", source="C", information="3")
    shown = [column for column in columns(ontology().kind("Vessel")) if column.term is TERM]
    (row,) = rows([vessel(FLAG, other)], tuple(shown))
    (cell,) = row.cells
    assert (cell.seen, cell.others) == (FLAG, 1)
    assert row.weakest is FLAG
