"""Markdown → a flow, through HTML: CommonMark 0.31 with tables, by markdown-it; HTML in it is read like any other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sensorium.limits import Limits
from sensorium.media import formats
from sensorium.media.office import bounds, web
from sensorium.media.office.flow import Flow, Heading, said

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<body>(?:[^\n]*\n){0,100}?)(?:---|\.\.\.)[ \t]*\n")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)


def prepare() -> None:
    """Load what markdown-it loads when it is first used."""
    _reader().render("# a\n\n|a|\n|-|\n|b|\n\n* [a](b) &amp; <i>c</i>\n\n```x\ny\n```\n")


def read(data: bytes, limits: Limits) -> Flow:
    """A text in Markdown. Raises `InvalidInput(code="invalid_text")`, and as `web.read`."""
    text = formats.decode_text(data).replace("\r\n", "\n")
    bounds.judge("The text is too long; split it", len(text), limits.text_characters, "characters")
    front = _FRONT_MATTER.match(text)
    flow = web.of_text(_reader().render(text[front.end() :] if front else text))
    named = _TITLE.search(front["body"]) if front else None
    headings = (said(block.runs) for block in flow.blocks if isinstance(block, Heading) and block.level == 1)
    title = named[1] if named else next(headings, "")
    return Flow(sections=flow.sections, title=title[:500], notes=flow.notes)


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])
