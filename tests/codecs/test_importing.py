"""Imports: good rows land, bad rows are kept, nothing is lost, the same twice adds nothing."""

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from tests.records.makers import PURPOSE, Region, make_region, marking, stored

from liaison.catalogue.ontology.values.base import Reading
from liaison.codecs import importing
from liaison.codecs.faults import ProfileError, SheetError
from liaison.codecs.importing import check_sheet, import_sheet
from liaison.codecs.mapping import REJECT_HEADERS
from liaison.codecs.profile import Profile, profiles
from liaison.records import audit
from liaison.records.interning import Grading
from liaison.records.models import ImportRun, Record, Statement

PROFILE = Profile(
    name="test",
    kind="Seizure",
    reading=Reading(decimal_mark="."),
    grading=Grading("B", "2"),
    observed="DATE",
    columns={"DATE": "date", "COUNTRY": "country", "DRUG": "drug", "PLACE": "place", "NOTE": "alias"},
    joined={"quantity": ("AMOUNT", "UNIT")},
    unknown=("n/a",),
)
HEAD = "DATE;COUNTRY;DRUG;PLACE;NOTE;AMOUNT;UNIT\n"
GOOD = "2014-03-05;Spain;Cocaine;Harwick;;490.0;Tablet\n2014-03-06;Chile;Heroin;n/a;;1.5;Kilogram\n"
BAD = "2014-02-30;Spain;Cocaine;;;5;\n;Spain;Cocane;;;;\n"


@pytest.fixture
def region(db: None) -> Region:
    return make_region()


def written(folder: Path, text: str, name: str = "sheet.csv") -> Path:
    (folder / name).write_text(text)
    return folder / name


def imported(region: Region, path: Path, profile: Profile = PROFILE) -> ImportRun:
    officer = region.north
    policy = marking(officer, "group")
    return import_sheet(
        path=path, profile=profile, officer=officer, policy=policy, basis="Article 17", purpose=PURPOSE
    )


def reject_rows(run: ImportRun, node: Path) -> list[list[str]]:
    with (node / "rejects" / run.rejects).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


def test_good_rows_land_as_statements_that_a_view_sees(region: Region, tmp_path: Path) -> None:
    run = imported(region, written(tmp_path, HEAD + GOOD))
    assert (run.rows, run.landed, run.known, run.rejected, run.rejects) == (2, 2, 0, 0, "")
    page = region.view(region.south).entities("Seizure", where={"drug": "cocaine"})
    (found,) = page.items
    quantity = next(s for s in found.entity.statements if s.property == "Seizure.quantity")
    assert (quantity.text, quantity.original, quantity.observed) == (
        "490 tablet",
        "490.0 Tablet",
        "2014-03-05",
    )
    assert (quantity.grade, quantity.author) == ("B2", "XN-CDC")
    assert region.view(region.south).find("harwick").items
    places = region.view(region.south).table("Seizure", ["place"]).column("place").to_pylist()
    assert sorted(places) == ["?", "Harwick"]


def test_the_same_file_twice_adds_nothing(region: Region, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + GOOD + GOOD)  # equal rows are as many things
    assert imported(region, path).landed == 4
    before = stored(Statement)
    again = imported(region, path)
    assert (again.landed, again.known) == (0, 4)
    assert stored(Statement) == before


def test_the_same_file_with_a_mended_profile_adds_what_did_not_land(region: Region, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + GOOD)
    assert imported(region, path).landed == 2
    renamed = replace(PROFILE, name="mended")
    again = imported(region, path, profile=renamed)
    assert (again.landed, again.known) == (0, 2)


def test_keys_of_subjects_cannot_be_guessed_from_the_row(region: Region, tmp_path: Path, node: Path) -> None:
    path = written(tmp_path, HEAD + GOOD)
    imported(region, path)
    (node / "node.key").write_bytes(b"another secret of thirty-two by.")
    with pytest.raises(Exception, match="does not open"):  # the signing key is sealed with it too
        imported(region, path)


def test_key_columns_tell_rows_apart(region: Region, tmp_path: Path) -> None:
    profile = Profile(
        name="k",
        kind="Seizure",
        key=("N",),
        columns={"N": "reference", "D": "date", "C": "country", "DRUG": "drug"},
    )
    imported(region, written(tmp_path, "N;D;C;DRUG\nA-1;2014;ES;cocaine\n"), profile)
    run = imported(
        region, written(tmp_path, "N;D;C;DRUG\nA-1;2015;ES;cocaine\nA-2;2014;ES;cocaine\n"), profile
    )
    assert (run.landed, run.known) == (1, 1)


def test_bad_rows_are_set_aside_with_what_is_wrong(region: Region, tmp_path: Path, node: Path) -> None:
    run = imported(region, written(tmp_path, HEAD + GOOD + BAD))
    assert (run.rows, run.landed, run.rejected) == (4, 2, 2)
    head, first, second = reject_rows(run, node)
    assert head == [*REJECT_HEADERS, *HEAD.strip().split(";")]
    assert first[:3] == ["4", "DATE | AMOUNT + UNIT", "2014-02-30 | 5"]
    assert first[5:] == BAD.splitlines()[0].split(";")
    assert second[0] == "5"
    assert "DRUG" in second[1]
    assert "Cocaine" in second[4]
    sorts = {fault["column"]: fault for fault in run.faults}
    assert sorts["DATE"]["rows"] == [4] or sorts["DATE"]["rows"] == [5]
    assert all(fault["count"] == 1 and fault["remedy"] for fault in run.faults)


def test_a_mended_reject_file_is_imported_as_it_is(region: Region, tmp_path: Path, node: Path) -> None:
    run = imported(region, written(tmp_path, HEAD + GOOD + BAD))
    text = (node / "rejects" / run.rejects).read_text("utf-8-sig")
    mended = text.replace(";2014-02-30;Spain;", ";2014-02-28;Spain;").replace(";5;", ";5;kg")
    again = imported(region, written(tmp_path, mended, "mended.csv"))
    assert (again.landed, again.rejected) == (1, 1)


def test_a_workbook_gives_a_workbook_of_rejects(region: Region, tmp_path: Path, node: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD.strip().split(";"))
    book.active.append(["2014-03-05", "Spain", "Cocaine", "Harwick", None, 490, "Tablet"])
    book.active.append([41703, "Spain", "Cocaine", "Harwick", "+1", "=1+1", "Tablet"])
    book.save(tmp_path / "book.xlsx")
    run = imported(region, tmp_path / "book.xlsx")
    assert (run.landed, run.rejected) == (1, 1)
    sheet = openpyxl.load_workbook(node / "rejects" / run.rejects).active
    cells = {cell.value: cell.data_type for cell in sheet[2]}
    assert cells["=1+1"] == "s"
    assert any("2014-03-05" in str(value) for value in cells)  # the day that 41703 stands for


def test_a_check_counts_and_stores_nothing(region: Region, tmp_path: Path, node: Path) -> None:
    run = check_sheet(path=written(tmp_path, HEAD + GOOD + BAD), profile=PROFILE, officer=region.north)
    assert (run.rows, run.landed, run.rejected) == (4, 2, 2)
    assert run.faults
    assert not ImportRun.objects.exists()
    assert stored(Record) == 0
    assert not (node / "rejects").exists()


def test_an_interrupted_import_leaves_whole_chunks_and_can_be_repeated(
    region: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = written(tmp_path, HEAD + GOOD * 3)

    def interrupt(run: ImportRun) -> None:
        if run.rows == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_sheet(
            path=path, profile=PROFILE, officer=region.north, policy=marking(region.north, "group"),
            basis="", purpose=PURPOSE, progress=interrupt,
        )  # fmt: skip
    left = ImportRun.objects.get()
    assert (left.finished, left.landed, stored(Record)) == (None, 4, 4)
    run = imported(region, path)
    assert (run.landed, run.known, stored(Record)) == (2, 4, 6)


def test_an_import_stands_in_the_log(region: Region, tmp_path: Path) -> None:
    run = imported(region, written(tmp_path, HEAD + GOOD))
    (use,) = audit.uses(action="import")
    assert (use.officer, use.subject, use.count) == ("XN-CDC N-07", f"import {run.pk}", 2)


def test_a_sheet_that_does_not_fit_leaves_nothing(region: Region, tmp_path: Path) -> None:
    with pytest.raises(ProfileError):
        imported(region, written(tmp_path, "A;B\n1;2\n"))
    with pytest.raises(SheetError):
        imported(region, written(tmp_path, HEAD + '2014;ES;"coca'))
    assert not ImportRun.objects.exists()


def test_the_template_reads_a_sheet_of_labels(region: Region, tmp_path: Path) -> None:
    text = "Fecha y hora,País,Droga,Cantidad\n2014-03-05,España,Cocaína,1.5 kg\n"
    run = imported(region, written(tmp_path, text.replace("Cocaína", "Cocaine")), profiles()["seizures"])
    assert (run.landed, run.faults) == (1, [])


REAL = Path(__file__).resolve().parents[3] / "shared/data/routes/unodc_ids_2011-2016_noncannabis.csv.xz"


@pytest.mark.gold
@pytest.mark.skipif(not REAL.exists(), reason="the reference data is not there")
def test_the_real_file_is_read_but_for_rows_with_a_stated_reason(region: Region) -> None:
    run = check_sheet(path=REAL, profile=profiles()["unodc-ids"], officer=region.north)
    assert run.rows == 311_038
    assert run.rejected <= 25  # 21 without a unit, 3 with control characters, 2 without a name
    assert sum(fault["count"] for fault in run.faults) == sum(1 for f in run.faults for _ in f["rows"])
    assert all(fault["reason"] and fault["remedy"] for fault in run.faults)
