"""Which kind of plain text a text is: HTML, mail, Markdown, CSV, or none of them.

HTML and mail say so in their first lines. Markdown and CSV are told by a name or a declared type, or by signs that
other text does not show by chance.
"""

from __future__ import annotations

import re
from typing import Final

TEXT, HTML, MAIL = "text/plain", "text/html", "message/rfc822"
MARKDOWN, CSV, TSV = "text/markdown", "text/csv", "text/tab-separated-values"

_DECLARED: Final = {
    "md": MARKDOWN, "markdown": MARKDOWN, "mdown": MARKDOWN, "mkd": MARKDOWN, MARKDOWN: MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "csv": CSV, CSV: CSV, "application/csv": CSV, "tsv": TSV, "tab": TSV, TSV: TSV, "eml": MAIL, MAIL: MAIL,
    "txt": TEXT,
    "text": TEXT, "log": TEXT, "abc": TEXT,
}  # fmt: skip
_FIRST_TAGS: Final = (
    "html head body title meta div p table h1 h2 h3 h4 h5 h6 ul ol dl span article section main header footer nav form "
    "center font blockquote pre b i strong em a img br hr"
).split()
_PAGE = re.compile(
    rf"""(?>\s | <\?xml[^>]*> | <!--.*?-->)*+ (?:<!DOCTYPE\s+html\b | (?>\s | <!DOCTYPE\s+html[^>]*> | <!--.*?-->)*+
    <(?:{"|".join(_FIRST_TAGS)})(?=[\s>/]))""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_HEAD_LINE = re.compile(r"([!-9;-~]{1,76}):(?:[ \t].*)?\r?\n(?:[ \t].*\r?\n)*")
_TELLING_HEADS: Final = frozenset(
    "from to cc subject date message-id mime-version received return-path content-type reply-to delivered-to "
    "sender".split()
)
_FEWEST_HEADS = 3
_MOST_HEADS = 300
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MARKS = (
    re.compile(
        r"^\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
    ),  # under a table's head
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"!?\[[^\]\n]{1,200}\]\((?:https?://|#|\.?/|mailto:)[^)\n]{0,500}\)"),
    re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*"),
)
_FEWEST_ROWS, _FEWEST_COLUMNS, _PROBED_ROWS = 3, 3, 40
_LONGEST_FIELD = 80


def is_page(text: str) -> bool:
    """Whether a text begins as HTML does."""
    return _PAGE.match(text) is not None


def is_mail(text: str, declared: str = "") -> bool:
    """Whether a text begins with the head of a mail: lines of "Name: value", some of names that only mail has."""
    names: list[str] = []
    start = 0
    while len(names) < _MOST_HEADS and (match := _HEAD_LINE.match(text, start)):
        names.append(match[1].lower())
        start = match.end()
    if not names or not (start >= len(text) or text[start] in "\r\n"):
        return False
    telling = len(_TELLING_HEADS.intersection(names))
    return telling >= _FEWEST_HEADS or (telling > 0 and _declared_kind(declared) == MAIL)


def kind_of(text: str, declared: str = "", *, whole: bool = True) -> str:
    """TEXT, MARKDOWN, CSV or TSV. whole: whether `text` is all of it, so that its last line is one."""
    kind = _declared_kind(declared)
    if kind in (MARKDOWN, CSV, TSV, TEXT):
        return kind
    if _HEADING.search(text) and any(mark.search(text) for mark in _MARKS):
        return MARKDOWN
    lines = [line for line in text.split("\n", _PROBED_ROWS + 1)[: _PROBED_ROWS if whole else -1] if line.strip()]
    if _are_rows(lines[:_PROBED_ROWS], "\t"):
        return TSV
    return CSV if any(_are_rows(lines[:_PROBED_ROWS], separator) for separator in ",;") else TEXT


def _are_rows(lines: list[str], separator: str) -> bool:
    """Whether lines are rows: of equally many short fields, with no blank behind what separates them."""
    if len(lines) < _FEWEST_ROWS:
        return False
    rows = [re.sub(r'"[^"]*"', "", line.rstrip("\r")).split(separator) for line in lines]
    width = len(rows[0])
    return width >= _FEWEST_COLUMNS and all(
        len(row) == width and all(len(field) <= _LONGEST_FIELD and not field.startswith(" ") for field in row)
        for row in rows
    )


def _declared_kind(declared: str) -> str:
    """The kind that a name, or a media type, says."""
    told = declared.strip().lower().split(";")[0].strip()
    return _DECLARED.get(told) or _DECLARED.get(told.rpartition(".")[2] if "." in told else "", "")
