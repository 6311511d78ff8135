"""The characters of HTML: blanks that are not shown are taken away; pictures that an address holds itself."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from sensorium.media.office.flow import Run, Runs, said

_DATA_URL = re.compile(r"data:image/[\w.+-]+(;[\w=-]+)*,", re.IGNORECASE)


def data_of(address: str) -> bytes | None:
    """The bytes of a picture in a data URL (RFC 2397); None where it holds none."""
    match = _DATA_URL.match(address)
    if match is None:
        return None
    body = unquote_to_bytes(address[match.end() :])
    if ";base64," not in match[0].lower():
        return body
    try:
        return base64.b64decode(b"".join(body.split()) + b"==", validate=False)
    except (binascii.Error, ValueError):
        return None


def trimmed(runs: list[Run]) -> Runs:
    """Without blanks at the ends of lines, and with one blank for several."""
    kept: list[Run] = []
    before = "\n"
    for run in runs:
        text = run.text.lstrip(" ") if before in " \n" else run.text
        if text:
            text = text.replace("\n ", "\n")
            before = text[-1]
            kept.append(Run(text, run.bold, run.italic))
    whole = said(tuple(kept))
    surplus = len(whole) - len(whole.rstrip())
    while kept and surplus:
        last = kept.pop()
        if len(last.text) > surplus:
            kept.append(Run(last.text[: len(last.text) - surplus], last.bold, last.italic))
            break
        surplus -= len(last.text)
    return _without_first_breaks(kept)


def _without_first_breaks(runs: list[Run]) -> Runs:
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    return (Run(runs[0].text.lstrip("\n "), runs[0].bold, runs[0].italic), *runs[1:]) if runs else ()


def unframed(runs: list[Run]) -> Runs:
    """Preformatted text without the line ends around it."""
    text = said(tuple(runs)).replace("\r\n", "\n").strip("\n")
    return (Run(text.rstrip()),) if text.strip() else ()
