"""The region in a tenth of its size: planned once, entered once, and rolled back when the module is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import override_settings

from liaison.demo.region import Region, build_region, plan_region

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import DjangoDbBlocker
    from pytest_django import Settings as NodeSettings

    from liaison.demo.plan import RegionPlan

TODAY = date(2026, 11, 21)
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def plan() -> RegionPlan:
    return plan_region(seed=26, scale="district", today=TODAY)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Region, Path]]:
    folder = tmp_path_factory.mktemp("region")
    with (
        django_db_blocker.unblock(),
        override_settings(LIAISON_NODE=folder, PASSWORD_HASHERS=FAST),
        transaction.atomic(),
    ):
        yield build_region(seed=26, scale="district", today=TODAY), folder
        transaction.set_rollback(True)


@pytest.fixture
def region(built: tuple[Region, Path], db: None, settings: NodeSettings) -> Region:
    entered, settings.LIAISON_NODE = built
    return entered
