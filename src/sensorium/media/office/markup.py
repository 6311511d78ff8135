"""XML and HTML bytes → trees, through libxml2: no DTD, no entity of the file's own, nothing fetched, nothing deep.

The only module that knows lxml. Elements are lxml's; names are compared by `name_of`, without their namespace, or
looked up with the usual prefixes (`found(element, "w:p")`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from sensorium.errors import InvalidInput, MissingDependency
from sensorium.media.office import bounds

Element: TypeAlias = Any  # lxml brings no types

_OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES: Final = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "x": f"{_OFFICE}/spreadsheetml/2006/main",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "d": f"{_OFFICE}/drawingml/2006/diagram",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "xdr": f"{_OFFICE}/drawingml/2006/spreadsheetDrawing",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
# ISO 29500 "strict" files say the same under other names.
_STRICT = re.compile(rb"""(?<=["'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)""")
_STRICT_HOST = b"http://purl.oclc.org/ooxml/"
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")


def prepare() -> None:
    """Load lxml where it is installed, and what it loads when it is first used."""
    try:
        xml(b"<a/>")
        html(b"<p>a</p>", "utf-8")
    except MissingDependency:
        return


def _library() -> Any:  # noqa: ANN401 - it brings no types
    try:
        import lxml.etree  # type: ignore[import-untyped]
    except ImportError as error:
        message = (
            "office files, HTML, Markdown, mail and EPUB need lxml; install it with: pip install 'sensorium[docs]'"
        )
        raise MissingDependency(message) from error
    return lxml.etree


def xml(data: bytes) -> Element:
    """The root of a part in XML.

    Raises `InvalidInput(code="document_too_complex")` for a declared document type or entities, for too many elements
    and for those that lie too deep; `code="invalid_document"` for what is no XML; `MissingDependency`.
    """
    etree = _library()
    _judge_markup(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(_renamed(data), parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise bounds.too_deep() from error
        raise bounds.damaged("a part of it is not XML") from error
    if root is None:
        raise bounds.damaged("a part of it is empty")
    _judge_depth(root)
    return root


def one_by_one(data: bytes, *tags: str) -> Iterator[Element]:
    """Every element of some tags ("x:row") of a large part, each emptied before the next. Raises as `xml`."""
    import io

    etree = _library()
    _judge_markup(data, bounds.MOST_ELEMENTS_OF_SHEET)
    data = _renamed(data)
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=[_named(tag) for tag in tags], resolve_entities=False,
        no_network=True,
                                          load_dtd=False, huge_tree=False, remove_comments=True):  # fmt: skip
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise bounds.damaged("a part of it is not XML") from error


def html(data: bytes | str, encoding: str | None = None) -> Element:
    """The root of a page in HTML, however it was written. Raises as `xml`."""
    etree = _library()
    num_tags = data.count(b"<") if isinstance(data, bytes) else data.count("<")
    bounds.judge("The page has too many tags; split it", num_tags, bounds.MOST_TAGS, "tags")
    if isinstance(data, str):
        data, encoding = data.encode("utf-8", "replace"), "utf-8"
    parser = etree.HTMLParser(encoding=encoding, no_network=True, remove_comments=True, remove_pis=True,
                              huge_tree=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise bounds.damaged("it is no HTML") from error
    if root is None:
        raise bounds.damaged("the page is empty")
    _judge_depth(root)
    return root


def _renamed(data: bytes) -> bytes:
    """The usual names in the place of the strict ones."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data) if _STRICT_HOST in data else data


def _judge_markup(data: bytes, most: int = bounds.MOST_ELEMENTS) -> None:
    if data[:2] in _BOMS:
        data = data.replace(b"\0", b"")
    if any(declaration in data for declaration in _DECLARATIONS):
        message = "The document declares a document type or entities; save it without."
        raise InvalidInput(message, code="document_too_complex")
    num_elements = data.count(b"<") - data.count(b"</")
    bounds.judge("A part of the document has too many elements; split it", num_elements, most, "elements")


def _judge_depth(root: Element) -> None:
    """Walks along the tree without going into itself."""
    depth, element = 0, root
    while element is not None:
        child = element[0] if len(element) else None
        if child is not None:
            element, depth = child, depth + 1
            if depth > bounds.DEEPEST:
                raise bounds.too_deep()
            continue
        while element is not None and element is not root and element.getnext() is None:
            element, depth = element.getparent(), depth - 1
        element = None if element is None or element is root else element.getnext()


def name_of(element: Element) -> str:
    """Its tag without the namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def prefixed(element: Element) -> str:
    """Its tag with the usual prefix ("w:p"); without one for an unknown namespace."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace[1:], "")
    return f"{prefix}:{name}" if prefix else name


_PREFIXES: Final = {address: prefix for prefix, address in NAMESPACES.items()}


def _named(tag: str) -> str:
    prefix, _, name = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def first(element: Element, path: str) -> Element | None:
    """The first element at a path of prefixed tags ("w:pPr/w:numPr"), or None."""
    return element.find(path, NAMESPACES)


def every(element: Element, path: str) -> list[Element]:
    """All elements at such a path."""
    return list(element.iterfind(path, NAMESPACES))


def told(element: Element | None, attribute: str) -> str | None:
    """An attribute by its prefixed name ("w:val", "r:id", "x"); None where it, or the element, is absent."""
    if element is None:
        return None
    value = element.get(_named(attribute) if ":" in attribute else attribute)
    return None if value is None else str(value)


def number(text: str | None, default: int = 0, *, most: int = 1_000_000) -> int:
    """A whole number that a file says, `default` where it is none; its size is at most `most`."""
    try:
        return max(-most, min(int(text or ""), most))
    except ValueError:
        return default
