"""The words of a call while they are written: its name, then its arguments piece by piece."""

from __future__ import annotations

import re

from sensorium.content import Part, Text, ToolCall
from sensorium.content.tools import NAME
from sensorium.events import CallDelta, Event, TextDelta
from sensorium.native.tokens.calls import call_form

BEGUN = re.compile(re.escape(call_form("NAME")[0]).replace("NAME", f"({NAME.pattern})"))
CLOSING = "}"  # ends the arguments, and then the call


class Calling:
    """Follows the text of one call. id: by which its result will name it."""

    def __init__(self, known: str) -> None:
        self._id = known
        self._name: str | None = None
        self._told = ""  # arguments so far

    def take(self, text: str) -> list[Event]:
        """What the text so far adds. Braces at its end are held back: one of them may be the call's own."""
        begun = BEGUN.match(text)
        if begun is None:
            return []
        first, self._name = self._name is None, begun.group(1)
        arguments = text[begun.end() :].rstrip(CLOSING)
        return self._tell(self._name, arguments, always=first)

    def end(self, text: str, *, whole: bool) -> tuple[list[Event], Part]:
        """The last of it, and the call. whole: it was not cut off; of one that was cut before its name was told, the
        words.
        """
        events = self.take(text)
        begun = BEGUN.match(text)
        if begun is None or self._name is None:
            return [TextDelta(text)], Text(text)
        arguments = text[begun.end() :].removesuffix(call_form(self._name)[1]) if whole else text[begun.end() :]
        events += self._tell(self._name, arguments)
        return events, ToolCall(self._name, arguments, self._id)

    def _tell(self, name: str, arguments: str, *, always: bool = False) -> list[Event]:
        more, self._told = arguments[len(self._told) :], max(self._told, arguments, key=len)
        return [CallDelta(self._id, name, more)] if more or always else []
