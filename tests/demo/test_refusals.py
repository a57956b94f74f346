"""What the builder refuses, and that a failure on the way leaves an empty node."""

from __future__ import annotations

import pytest

from liaison.demo import region
from liaison.demo.region import DemoError, build_region
from liaison.kernel.errors import LiaisonError
from liaison.people.models import Authority, DistributionList, Officer
from liaison.records.fence import node_scope
from liaison.records.models import Record


def test_a_size_that_is_not_there_is_refused_before_the_store_is_touched() -> None:
    with pytest.raises(DemoError, match="no size"):
        build_region(scale="continent")


@pytest.mark.django_db
def test_a_failure_at_the_end_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(**_: object) -> None:
        raise LiaisonError("there is no room left", remedy="Make room.")

    monkeypatch.setattr(region, "store_attachment", no_room)
    with pytest.raises(LiaisonError, match="no room"):
        build_region(scale="district")
    with node_scope():
        for model in (Authority, Officer, DistributionList, Record):
            assert not model.objects.exists(), model
