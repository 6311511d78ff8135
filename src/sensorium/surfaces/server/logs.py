"""The log of a server: a line of JSON for each request and each failure. No words, no media, no keys."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.watching import Answered

LOG = logging.getLogger("sensorium.server")
FIELDS = "fields"  # of a record, what its line tells besides


def answered(one: Answered) -> None:
    """A request has ended."""
    told = {"id": one.id, "method": one.method, "route": one.route, "status": one.status}
    LOG.info("request", extra={FIELDS: {**told, "seconds": round(one.seconds, 4)}})


def begin(stream: TextIO = sys.stderr) -> None:
    """Write what is logged from now on to a stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    LOG.handlers[:] = [handler]
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


class Lines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, event, the fields that it brings, its trace if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": at, "level": record.levelname.lower(), "event": record.getMessage()}
        line |= getattr(record, FIELDS, {})
        if known := spans.trace_id():
            line["trace_id"] = known
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
