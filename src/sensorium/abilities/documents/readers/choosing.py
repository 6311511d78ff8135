"""Which readers are here, and which of them is asked.

Measured side by side by benchmarks/reading.py: on clean scans they are alike and tesseract is quicker; on poor ones
rapidocr reads more, which is why it comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sensorium.abilities.documents.readers.rapid import RapidOCR
from sensorium.abilities.documents.readers.reader import Reader
from sensorium.abilities.documents.readers.tesseract import Tesseract
from sensorium.errors import InvalidInput, MissingDependency

ORDER: Final = (RapidOCR, Tesseract)
INSTALL: Final = {RapidOCR().name: "pip install 'sensorium[ocr]'", Tesseract().name: "apt install tesseract-ocr"}
NONE_HERE = (
    "no reader of pages is installed: pip install 'sensorium[ocr]', or apt install tesseract-ocr; "
    "a model may read lines of print too (readers.modelled.ModelReader)"
)


def available() -> tuple[Reader, ...]:
    """The readers that are installed, the one that reads best first; () where there is none.

    Models are not among them: one has to be loaded, and the built-in one was taught lines of print, not pages.
    """
    return tuple(reader() for reader in ORDER if reader.available())


@dataclass(frozen=True, kw_only=True)
class Known:
    """A reader that may be asked for by name. languages: ISO 639-3; install: how it is brought here."""

    name: str
    installed: bool
    languages: tuple[str, ...]
    install: str


def known() -> tuple[Known, ...]:
    """All readers, installed or not, in the order in which they are asked: the first that is here is the default."""
    return tuple(
        Known(name=one.name, installed=reader.available(), languages=one.languages, install=INSTALL[one.name])
        for reader in ORDER
        for one in [reader()]
    )


def reader_of(name: str | None = None) -> Reader:
    """The reader of that name, or the best. Raises `InvalidInput` for an unknown name, `MissingDependency`."""
    names = {reader().name: reader for reader in ORDER}
    if name is not None and name not in names:
        raise InvalidInput(f"unknown reader {name!r}; readers are {', '.join(names)}", param="reader")
    here = {reader.name: reader for reader in available()}
    if not here:
        raise MissingDependency(NONE_HERE)
    if name is not None and name not in here:
        raise MissingDependency(f"{name} is not installed: {NONE_HERE}")
    return here[name] if name is not None else next(iter(here.values()))
