"""Bytes → characters for what names its own encoding: HTML and mail."""

from __future__ import annotations

import codecs
import re
from typing import Final

_NAMES: Final = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-7 ascii latin-1 iso8859-2 iso8859-3 iso8859-4 "
    "iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp1250 "
    "cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp866 cp874 cp932 cp949 cp950 koi8-r koi8-u "
    "mac-roman gb2312 gbk gb18030 big5 big5hkscs euc-jp shift_jis iso2022_jp iso2022_jp_2 iso2022_kr euc-kr "
    "hz johab tis-620"
).split()
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_PROBED_BYTES = 4096
_USUAL = "cp1252"  # what browsers take for pages that name none


def prepare() -> None:
    """Load every encoding: no file can be opened later."""
    for name in _NAMES:
        b"".decode(name)


def decoded(data: bytes, name: str | None) -> str:
    """Characters in the encoding of a name, where it is known and fits; else UTF-8, else Windows' Western one."""
    for tried in (_known(name), "utf-8"):
        if tried is not None:
            try:
                return data.decode(tried)
            except (UnicodeDecodeError, ValueError):
                continue
    return data.decode(_USUAL, "replace")


def of_page(data: bytes) -> str:
    """The characters of a page in HTML: by its mark, as UTF-8 where it is that, as it says itself, or as Western."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        head = data[:_PROBED_BYTES]
        match = _DECLARED.search(head) or _DECLARED_XML.search(head)
        name = match[1].decode("ascii", "replace") if match else None
        return decoded(data, _USUAL if (name or "").lower() in ("iso-8859-1", "latin1", "us-ascii") else name)


def _known(name: str | None) -> str | None:
    """The name of an encoding of characters that is loaded."""
    try:
        found = codecs.lookup((name or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    return found.name if found.name in _LOADED else None


_LOADED: Final = frozenset(codecs.lookup(name).name for name in _NAMES)
