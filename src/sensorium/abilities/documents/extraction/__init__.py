"""Fields of a document as data: values in the form of a schema, each with its place on the page, or why it is missing.

`extract` works by layout, labels and arithmetic (`filling`), or asks a model and holds what it says against the page
(`modelled`). Rooms, low to high, each of which sees only those before it: `wanted`, `paper`, `judging`, `values`,
`sums`, `parties`, `comparing`.
"""

from sensorium.abilities.documents.extraction.extract import extract
from sensorium.abilities.documents.extraction.extracted import Extracted, Found
from sensorium.abilities.documents.extraction.wanted.schema import Schema

__all__ = ["Extracted", "Found", "Schema", "extract"]
