"""The store as it would be if it held only what one viewer may see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from tests.conftest import forget_store

from liaison.kernel.policy import Existence, decide
from liaison.records import interning, models, revision
from liaison.records.fence import node_scope
from liaison.records.view import View


@contextmanager
def reduced_to(view: View) -> Iterator[None]:
    """Take out, until the end of the block, every statement that `view` may not see in any way.

    Statements that stay are those it may read, count or learn a hit of. Everything that was there only for
    the others goes too: texts, words, subjects, records, policies.
    """
    forget_store()
    with transaction.atomic():
        _reduce(view)
        forget_store()
        yield
        transaction.set_rollback(True)
    forget_store()


@node_scope()
def _reduce(view: View) -> None:
    policies = interning.policies(revision.current().changes)
    seen = [
        number
        for number, policy in policies.items()
        if decide(view.viewer, policy, view.purpose, view.moment).existence > Existence.INVISIBLE
    ]
    for model in (models.Statement, models.FormerStatement):
        model.objects.exclude(policy_id__in=seen).delete()
    rows = [row for model in (models.Statement, models.FormerStatement) for row in model.objects.all()]
    texts = {n for row in rows for n in (row.value_id, row.observed_id, row.original_id) if n is not None}
    subjects = {row.subject_id for row in rows} | {row.link_id for row in rows}
    meant = {(row.value_id, row.property_id) for row in rows}
    models.Value.objects.exclude(pk__in=texts).delete()
    models.Subject.objects.exclude(pk__in=subjects - {None}).delete()
    for entry in models.WordValue.objects.all():
        if (entry.value_id, entry.property_id) not in meant:
            models.WordValue.objects.filter(pk=entry.pk).delete()
    spelt = set(models.WordValue.objects.values_list("word_id", flat=True))
    models.WordVariant.objects.exclude(word_id__in=spelt).delete()
    models.Word.objects.exclude(pk__in=spelt).delete()
    models.Record.objects.exclude(pk__in={row.record_id for row in rows}).delete()
    models.Policy.objects.exclude(pk__in=seen).delete()
    models.Term.objects.exclude(pk__in={row.property_id for row in rows}).delete()
    revision.advance(erasing=True)
