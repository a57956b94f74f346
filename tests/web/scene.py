"""A small fabricated region: two authorities, two officers, one ship about which they do not agree."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from liaison.kernel.policy import Existence, Handling, Level, Policy, Tlp
from liaison.people.models import Authority, Officer
from liaison.people.services import create_authority, create_list, create_officer, rotate_key
from liaison.records.payload import DraftRecord, DraftStatement, new_key
from liaison.records.services import correct_statement, publish_record

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
PASSWORD = "a grey heron over the lock"
LONG = ("Remark on the course of the boarding, written as it was told: the ship answered late. " * 9).strip()


@dataclass(frozen=True)
class Scene:
    northmark: Officer
    vesper: Officer
    ship: str
    seizure: str
    secret: str


def say(subject: int, property: str, text: str, grade: str = "B2", **more: object) -> DraftStatement:  # noqa: A002
    return DraftStatement(subject, property, text, source=grade[0], information=grade[1], **more)  # type: ignore[arg-type]  # the rest by name


def publish(officer: Officer, policy: Policy, subjects: list[tuple[str, str]], *said: DraftStatement) -> str:
    draft = DraftRecord(
        author=officer.authority.code,
        policy=policy,
        purpose="investigation",
        basis="fabricated",
        subjects=subjects,
        statements=list(said),
    )
    return publish_record(draft=draft, officer=officer)


def authority(code: str, name: str) -> Authority:
    made = create_authority(code=code, name=name, country=code[:2], roles=[], hosted=True)
    rotate_key(authority=made, moment=MOMENT)
    return made


def officer_of(home: Authority, number: str, *roles: str) -> Officer:
    return create_officer(
        username=f"{home.code}.{number}".lower(),
        number=number,
        authority=home,
        roles=roles or ("liaison_officer",),
        clearance=Level.CONFIDENTIAL,
        password=PASSWORD,
    )


def build_scene() -> Scene:
    northmark = officer_of(authority("XN-CDC", "Northmark Centre for Drug Cooperation"), "N-07")
    vesper = officer_of(authority("XV-POL", "Vesper Islands Police"), "V-12")
    create_list(
        name="atlantic",
        title="Atlantic group",
        owner=northmark.authority,
        members=[northmark.authority, vesper.authority],
        moment=MOMENT,
    )
    shared = Policy(
        level=Level.RESTRICTED,
        tlp=Tlp.AMBER,
        handling=frozenset({Handling.H2}),
        audience=frozenset({"atlantic"}),
        originators=frozenset({"XN-CDC"}),
        review=date.today() + timedelta(days=60),  # noqa: DTZ011 - a review is a day
    )
    open_to_all = Policy(level=Level.LIMITED, tlp=Tlp.GREEN)
    own = Policy(
        level=Level.RESTRICTED, tlp=Tlp.AMBER, audience=frozenset({"only:XV-POL"}), existence=Existence.HIT
    )
    ship, owner, seizure, secret = new_key(), new_key(), new_key(), new_key()
    things = [(ship, "Vessel"), (owner, "Organisation"), (seizure, "Seizure")]
    first = publish(
        northmark,
        open_to_all,
        things[:2],
        say(0, "Thing.name", "Corriente Azul", observed="2023-03-14"),
        say(0, "Vessel.imo", "9074729", "A1"),
        say(0, "Vessel.flag", "XV", "B3", observed="2026-11-21"),
        say(0, "Vessel.length", "87.4 m", "A1", original="286 ft 9 in"),
        say(0, "Vessel.built", "?", "X4"),
        say(1, "Thing.name", "Corriente Azul Shipping", "A2"),
    )
    publish(
        northmark,
        shared,
        [things[2], things[0]],
        say(0, "Seizure.reference", "26-XN-0288"),
        say(0, "Seizure.date", "2026-11-19", observed="2026-11-19"),
        say(0, "Seizure.country", "XN"),
        say(0, "Seizure.drug", "cocaine"),
        say(0, "Seizure.quantity", "412 kg", original="0,412 t", language="es"),
        say(0, "Seizure.vessel", ship, "B3", observed="2026-11-19"),
        say(1, "Thing.note", LONG, "B3", opinion=True, language="en"),
    )
    publish(
        vesper,
        open_to_all,
        [things[0]],
        say(0, "Thing.name", "Corriente Azul", observed="2024"),
        say(0, "Vessel.flag", "XI", "C3", observed="2026-09-12"),
    )
    publish(
        vesper, own, [(secret, "Vessel")], say(0, "Thing.name", "Luna Mora"), say(0, "Vessel.imo", "9176187")
    )
    correct_statement(
        statement=f"{first}.5",
        text="88 m",
        original=None,
        reason="measured again",
        officer=northmark,
        purpose="investigation",
    )
    return Scene(northmark, vesper, ship, seizure, secret)
