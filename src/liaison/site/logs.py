"""Log lines for machines: one JSON object each, to the standard error stream, never with content."""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path


class LineFormatter(logging.Formatter):
    """Writes a record as one line of JSON.

    Of an exception it keeps the class and the places in the code. Its text may quote a value that
    somebody typed or stored, and a log is read by people who may not read that.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            line["places"] = [
                f"{Path(place.filename).name}:{place.lineno} {place.name}"
                for place in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)
