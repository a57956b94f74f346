import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.conftest import Call, called, environment

COMMANDS = (
    *("authority", "backup", "check", "demo", "export", "figure", "import", "init"),
    *("restore", "run", "sweep", "token", "user", "verify"),
)


def test_help_names_every_command_and_loads_none(tmp_path: Path) -> None:
    done = called(tmp_path / "node", "--help")
    assert [c for c in COMMANDS if not re.search(rf"^  {c} ", done.stdout, re.MULTILINE)] == []
    probe = "import sys; from liaison.cli.main import liaison; print('django' in sys.modules)"
    loaded = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=environment(tmp_path)
    )
    assert loaded.stdout == "False\n"


def test_a_new_node_says_what_to_do_next(made: Path) -> None:
    listed = called(made, "authority", "list")
    assert "XN-CDC" in listed.stdout
    assert "signs here" in listed.stdout
    assert "operator" in called(made, "user", "list").stdout
    checked = called(made, "check")
    assert (checked.returncode, checked.stdout) == (0, "The node is set up as it should be.\n")
    assert called(made, "init").stdout.endswith("are up to date.\n")


def test_a_first_authority_that_is_refused_leaves_no_node(tmp_path: Path, call: Call) -> None:
    done = call("init", "--authority", "northmark", "--name", "N", "--username", "op")
    assert done.returncode == 1
    assert "“northmark”: this is no code of an authority" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_a_node_every_command_says_how_to_make_one(call: Call) -> None:
    for words in (["verify"], ["sweep"], ["user", "list"], ["check"], ["run"], ["token", "list"]):
        done = call(*words)
        assert done.returncode == 1, words
        assert "liaison init" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["verify", "--quickly"], 2, "--quickly"),
        (["nonsense"], 2, "nonsense"),
        (["user", "roles", "n-07", "analist"], 1, "analyst"),
        (["user", "close", "nobody"], 1, "liaison user list"),
        (
            ["user", "add", "x", "--authority", "XV-X", "--number", "1", "--role", "analyst"],
            1,
            "authority list",
        ),
        (["authority", "rotate", "XV-X"], 1, "authority list"),
        (["token", "end", "00000000"], 1, "token list"),
        (["token", "issue", "op", "--purpose", "investigation"], 1, "tokens.own"),
        (["token", "issue", "n-07", "--purpose", "curiosity"], 1, "curiosity"),
        (["restore", "missing.backup"], 2, "missing.backup"),
        (["run", "--address", "192.0.2.1"], 1, "LIAISON_TLS=proxy"),
        (["run", "--certificate", sys.executable], 1, "go together"),
        (["figure", "nothing"], 1, "Choose one of"),
    ],
)
def test_a_fault_names_value_and_remedy(made: Path, words: list[str], code: int, says: str) -> None:
    done = called(made, *words)
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_token_is_shown_once(made: Path) -> None:
    issued = called(made, "token", "issue", "n-07", "--purpose", "investigation", "--days", "1")
    characters = issued.stdout.strip()
    prefix = characters.split("_")[1]
    assert prefix in called(made, "token", "list").stdout
    assert characters.split("_")[2] not in called(made, "token", "list").stdout
    assert called(made, "token", "end", prefix).returncode == 0
    assert "ended" in called(made, "token", "list").stdout


def test_the_drill_of_backup_and_restore(made: Path, tmp_path: Path, call: Call) -> None:
    archive = tmp_path / "node.backup"
    saved = called(made, "backup", str(archive))
    assert saved.returncode == 0, saved.stderr
    assert archive.stat().st_mode & 0o077 == 0
    restored = call("restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    assert call("verify").stdout == "Everything is in order.\n"
    assert call("user", "list").stdout == called(made, "user", "list").stdout
    again = call("restore", str(archive))
    assert (again.returncode, "not empty" in again.stderr) == (1, True)
    assert call("backup", str(archive)).returncode == 1


def test_verify_and_sweep_of_a_sound_node(made: Path) -> None:
    assert called(made, "verify").returncode == 0
    assert called(made, "sweep").stdout.startswith("Deleted: 0 statements")


def test_the_node_serves_and_stops_when_told(made: Path) -> None:
    program = [sys.executable, "-c", "from liaison.cli.main import main; main()", "run", "--workers", "1"]
    with subprocess.Popen(  # noqa: S603 - our own program
        [*program, "--port", "8391"], env=environment(made), stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert fetched("http://127.0.0.1:8391/account/sign-in/") == "200"
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=40) == 0


def fetched(url: str) -> str:
    """The status of a page, asked by another process, since sockets are closed in this one."""
    probe = f"import urllib.request; print(urllib.request.urlopen({url!r}).status)"
    for _ in range(60):
        done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
        if done.returncode == 0:
            return done.stdout.strip()
        time.sleep(0.25)
    return done.stderr


SEIZURES = """date;country;drug;quantity
2026-03-01;XN;cocaine;1.5 kg
2026-03-02;XN;heroin;20 g
2026-03-03;XN;cocane;1 kg
"""


def test_a_sheet_goes_in_and_a_list_comes_out(made: Path, tmp_path: Path) -> None:
    sheet, listed = tmp_path / "march.csv", tmp_path / "list.csv"
    sheet.write_text(SEIZURES)
    into = ("import", str(sheet), "--profile", "seizures", "--as", "n-07", "--purpose", "investigation")
    tried = called(made, *into, "--dry-run")
    assert "3 rows; 2 would land; 1 set aside." in tried.stdout, tried.stderr
    assert "cocane" in tried.stdout
    assert "2 landed, 0 were there already; 1 set aside." in called(made, *into).stdout
    assert "0 landed, 2 were there already" in called(made, *into).stdout
    out = ("export", "Seizure", str(listed), "--as", "n-07", "--purpose", "investigation")
    done = called(made, *out, "--where", "drug=cocaine", "--columns", "date,drug,quantity")
    assert done.stdout.endswith("1 rows.\n"), done.stderr
    content = listed.read_text(encoding="utf-8-sig")
    assert "Marking: LIMITED" in content
    assert "cocaine" in content
    assert "heroin" not in content
    assert listed.stat().st_mode & 0o077 == 0
    assert called(made, "verify").stdout == "Everything is in order.\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["import", __file__, "--profile", "seizure", "--as", "n-07"], "seizures"),
        (["import", __file__, "--profile", "seizures", "--as", "op"], "records.import"),
        (["import", __file__, "--profile", "seizures", "--as", "n-07", "--list", "nobody"], "public"),
        (["export", "Sezure", "x.csv", "--as", "n-07"], "Seizure"),
        (["export", "Seizure", "x.doc", "--as", "n-07"], ".xlsx"),
        (["export", "Seizure", "x.csv", "--as", "n-07", "--columns", "drog"], "drug"),
        (["export", "Seizure", "x.csv", "--as", "op"], "records.export"),
    ],
)
def test_what_goes_in_or_out_wrongly_is_told(made: Path, words: list[str], says: str) -> None:
    done = called(made, *words, "--purpose", "investigation")
    assert (done.returncode, says in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
