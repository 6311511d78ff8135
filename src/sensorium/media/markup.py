"""XML of strangers → elements: read in the decoding process, which knows no document types and no entities.

What an element means is for others to say. Comments and processing instructions are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sensorium.limits import DEFAULT, Limits
from sensorium.media import worker


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """One element. name: without its prefix; namespace: "" where there is none; text: all that stands directly in it,
    without the space around; attributes: by their names without prefixes; children: in their order.
    """

    name: str
    namespace: str = ""
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()

    def every(self, *path: str) -> Iterator[Element]:
        """All elements at the end of a path of names; a name may be one of several: "Date|Day"."""
        if not path:
            yield self
            return
        names = path[0].split("|")
        for child in self.children:
            if child.name in names:
                yield from child.every(*path[1:])

    def first(self, *path: str) -> Element | None:
        """The first element at the end of a path, None where there is none."""
        return next(self.every(*path), None)

    def under(self, *path: str) -> Element:
        """The first element at the end of a path; one that holds nothing where there is none."""
        return self.first(*path) or Element(name="")

    def told(self, *path: str) -> str:
        """The first text at the end of a path that is not empty, "" where there is none."""
        return next((one.text for one in self.every(*path) if one.text), "")


def read(data: bytes, limits: Limits = DEFAULT) -> Element:
    """The root of a file in XML, in UTF-8, UTF-16 or the encoding that it names, if that has one byte a letter and
    stands in `office.charsets` (Latin-1, Latin-9, Windows-1252…).

    Raises `InvalidInput(code="invalid_document")` for what is no XML or is cut off, `InvalidInput` and
    `TooLarge(code="document_too_complex")` for a declared document type or entities, for more elements, deeper ones or
    more bytes than are read, and what `worker.decode` raises.
    """
    decoded = worker.decode("markup", data, limits)
    with worker.judging_answer():
        return _tree(list(map(str, decoded.facts["namespaces"])), decoded.facts["elements"])


def _tree(namespaces: Sequence[str], rows: Sequence[Sequence[Any]]) -> Element:
    """Elements as they were told, a parent before its children: their parent's number, namespace, name, text, more."""
    children: list[list[Element]] = [[] for _ in rows]
    for number in reversed(range(len(rows))):
        parent, namespace, name, text, attributes = rows[number]
        element = Element(
            name=str(name),
            namespace=namespaces[int(namespace)],
            text=str(text),
            attributes={str(key): str(value) for key, value in attributes.items()},
            children=tuple(reversed(children[number])),
        )
        if number == 0:
            return element
        if not 0 <= int(parent) < number:
            raise ValueError("an element before its parent")
        children[int(parent)].append(element)
    raise ValueError("no element")
