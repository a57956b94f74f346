"""Writing: records for the authority of the token, their preview, corrections and withdrawals."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router

from liaison.api.answers import asked, json_answer
from liaison.api.entities import REFUSALS
from liaison.api.schemas import Correction, NewRecord, NewStatement, Preview, Published, Withdrawal
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import Reading
from liaison.kernel.policy import Policy
from liaison.people.models import Authority
from liaison.people.permissions import requires
from liaison.records.payload import DraftRecord, DraftStatement, new_key
from liaison.records.services import correct_statement, preview_record, publish_record, withdraw_statement

router = Router(tags=["writing"])
_READING = Reading(decimal_mark=".")
may_publish = requires("records.read", write="records.publish")


@router.post("/records", response={201: Published, **REFUSALS})
@may_publish
def publish(request: HttpRequest, record: NewRecord) -> HttpResponse:
    """Sign and append a record."""
    draft = _draft(request, record)
    number = publish_record(draft=draft, officer=asked(request).officer)
    return json_answer({"record": number, "keys": [key for key, _ in draft.subjects]}, status=201)


@router.post("/records/preview", response={200: Preview, **REFUSALS})
@may_publish
def preview(request: HttpRequest, record: NewRecord) -> HttpResponse:
    """Who would see what of a record, without publishing it."""
    draft = _draft(request, record)
    authorities = list(Authority.objects.order_by("code"))
    foreseen = preview_record(draft, authorities=authorities, moment=datetime.now(UTC))
    statements = [
        {
            "property": stated.property,
            "value": stated.text,
            "verdicts": {
                code: {"existence": verdict.existence.name.lower(), "reason": verdict.reason.value}
                for code, verdict in verdicts.items()
            },
        }
        for stated, verdicts in foreseen.rows
    ]
    return json_answer({"statements": statements})


@router.post("/statements/{statement}/correct", response={201: Published, **REFUSALS})
@may_publish
def correct(request: HttpRequest, statement: str, correction: Correction) -> HttpResponse:
    """Take a statement back and say it anew, under the same marking."""
    record = correct_statement(
        statement=statement,
        text=correction.value,
        original=None,
        reason=correction.reason,
        officer=asked(request).officer,
        purpose=asked(request).purpose,
    )
    return json_answer({"record": record}, status=201)


@router.post("/statements/{statement}/withdraw", response={201: Published, **REFUSALS})
@may_publish
def withdraw(request: HttpRequest, statement: str, withdrawal: Withdrawal) -> HttpResponse:
    """Take a statement back."""
    by = asked(request)
    record = withdraw_statement(
        statement=statement, reason=withdrawal.reason, officer=by.officer, purpose=by.purpose
    )
    return json_answer({"record": record}, status=201)


def _draft(request: HttpRequest, record: NewRecord) -> DraftRecord:
    by = asked(request)
    return DraftRecord(
        author=by.officer.authority.code,
        policy=Policy.from_json(record.policy),
        purpose=record.purpose or by.purpose,
        basis=record.basis,
        subjects=[
            (subject.key or new_key(), ontology().kind(subject.kind).name) for subject in record.subjects
        ],
        statements=[_statement(stated) for stated in record.statements],
    )


def _statement(stated: NewStatement) -> DraftStatement:
    text = ontology().property(stated.property).read(stated.value, _READING).text
    members = stated.dict(exclude={"value", "policy"})
    policy = None if stated.policy is None else Policy.from_json(stated.policy)
    return DraftStatement(text=text, original=stated.value, policy=policy, **members)
