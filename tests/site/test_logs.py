import json
import logging
import sys

from liaison.site.logs import LineFormatter


def line(error: Exception | None = None) -> dict[str, object]:
    info = None
    if error:
        try:
            raise error
        except type(error):
            info = sys.exc_info()
    record = logging.LogRecord("liaison.x", logging.WARNING, __file__, 1, "list %s", ("atlantic",), info)
    written = LineFormatter().format(record)
    assert "\n" not in written
    parsed: dict[str, object] = json.loads(written)
    return parsed


def test_a_line_is_one_json_object() -> None:
    parsed = line()
    assert (parsed["level"], parsed["logger"], parsed["event"]) == ("warning", "liaison.x", "list atlantic")
    assert str(parsed["time"]).endswith("+00:00")


def test_of_an_exception_the_place_is_kept_and_the_text_is_not() -> None:
    parsed = line(ValueError("the name of a person"))
    assert parsed["exception"] == "ValueError"
    assert "test_logs.py" in str(parsed["places"])
    assert "person" not in json.dumps(parsed)
