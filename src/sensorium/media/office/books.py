"""EPUB → a flow: a section for each chapter, in the order of the book's spine (EPUB 3.3, W3C)."""

from __future__ import annotations

import html
import posixpath
import re
from typing import Final

from sensorium.errors import InvalidInput
from sensorium.limits import Limits
from sensorium.media.office import bounds, charsets, markup, web
from sensorium.media.office.flow import Block, Flow, Section
from sensorium.media.office.markup import Element, name_of
from sensorium.media.office.packages import Package, resolved

_CONTAINER: Final = "META-INF/container.xml"
_LOCKS: Final = "META-INF/encryption.xml"
_PAGES: Final = ("application/xhtml+xml", "text/html", "application/xml")
_OBFUSCATED_FONT: Final = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[[^\]]*\])?[^>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)(\w{2,30};)")


def read(data: bytes, limits: Limits) -> Flow:
    """A book. Raises `InvalidInput(code="document_encrypted")` for a locked one, and as `packages.Package`."""
    package = Package(data, limits)
    _judge_locks(package)
    roots = [element.get("full-path") for element in package.xml(_CONTAINER).iter() if name_of(element) == "rootfile"]
    if not roots or not roots[0]:
        raise bounds.damaged("it names no book")
    root = _without_type(package, roots[0])
    chapters = _spine(root, posixpath.dirname(roots[0]))
    bounds.judge("The book has too many chapters; split it", len(chapters), 10 * limits.document_pages, "chapters")
    notes: list[str] = []
    sections = [
        Section(blocks=tuple(_chapter(package, name, f"chapter {number}", notes)))
        for number, name in enumerate((name for name in chapters if name in package), 1)
    ]
    titles = [element for element in root.iter() if name_of(element) == "title"]
    title = " ".join("".join(titles[0].itertext()).split())[:500] if titles else ""
    filled = tuple(section for section in sections if section.blocks)
    return Flow(sections=filled, title=title, notes=tuple(dict.fromkeys(notes)))


def _judge_locks(package: Package) -> None:
    if _LOCKS in package:
        methods = re.findall(rb"""Algorithm\s*=\s*["']([^"']+)""", package.text(_LOCKS))
        if any(method not in _OBFUSCATED_FONT for method in methods):
            raise InvalidInput("The book is locked; give a copy without a lock.", code="document_encrypted")


def _spine(root: Element, folder: str) -> list[str]:
    """Names of the chapters' parts."""
    items = {
        element.get("id"): resolved(folder, element.get("href") or "")
        for element in root.iter()
        if name_of(element) == "item" and (element.get("media-type") or _PAGES[0]) in _PAGES
    }
    named = [element.get("idref") for element in root.iter() if name_of(element) == "itemref"]
    return [items[key] for key in dict.fromkeys(named) if key in items]


def _without_type(package: Package, name: str) -> Element:
    """The root of a page in XML: its document type is left unread, names of characters are put in their place."""
    text = _DOCUMENT_TYPE.sub("", charsets.of_page(package.text(name)), count=1)
    text = _ENTITY.sub(lambda match: html.escape(html.unescape(match[0]), quote=False), text)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return markup.xml(text.encode())


def _chapter(package: Package, name: str, anchor: str, notes: list[str]) -> list[Block]:
    try:
        root = _without_type(package, name)
    except InvalidInput as error:
        if error.code != "invalid_document":
            raise
        root = markup.html(charsets.of_page(package.text(name)))
    folder = posixpath.dirname(name)

    def resolve(address: str) -> bytes | None:
        target = resolved(folder, address)
        return package.part(target) if target in package else None

    return web.blocks_of(root, notes=notes, resolve=resolve, anchor=anchor)
