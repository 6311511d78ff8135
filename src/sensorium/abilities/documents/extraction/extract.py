"""From a reading and a schema to values, with a model or without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sensorium.abilities.documents.extraction.comparing.comparing import Comparing
from sensorium.abilities.documents.extraction.extracted import Extracted, Found
from sensorium.abilities.documents.extraction.filling import Filling
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.wanted.checking import faults_of, pydantic_faults
from sensorium.abilities.documents.extraction.wanted.schema import Field, Schema, fields_of, json_schema

if TYPE_CHECKING:
    from sensorium.abilities.documents.tree import Reading
    from sensorium.content import Image
    from sensorium.models.model import Model


def extract(
    reading: Reading, schema: Schema, *, model: Model | None = None, pictures: Sequence[Image] = ()
) -> Extracted:
    """The fields of a schema, found in a document. What is not found is null, with the reason; nothing is made up.

    schema: a JSON schema of an object, or a Pydantic class. A field is understood by its name, title and description;
    give those words that papers use. Without a model values are found by layout, labels in many languages, and
    arithmetic. A model is shown the text as quoted, untrusted data, and `pictures` of the pages if it takes any; each
    of its values is then looked up on the page, and is not `grounded` where it does not stand there. What data tell
    that the file carries (`Reading.invoices`) is taken from them, whoever reads the pages, and held against what was
    read there: see `Found.votes`, `Found.beside` and `Extracted.disputed`.

    Raises InvalidInput(param="schema") for a schema that is none, and what the model raises.
    """
    wanted = json_schema(schema)
    fields = fields_of(wanted)
    evidence = Evidence(reading)
    comparing = Comparing(evidence, reading.invoices) if reading.invoices else None
    if model is not None:
        from sensorium.abilities.documents.extraction.modelled import told_by

        told = told_by(model, evidence, wanted, pictures, comparing)
        values, found = told.every(fields)
        return _checked(schema, fields, values, found, by=model.name)
    values, found = Filling(evidence, comparing).every(fields)
    return _checked(schema, fields, values, found, by="layout")


def _checked(
    schema: Schema, fields: Sequence[Field], values: dict[str, object], found: Sequence[Found], *, by: str
) -> Extracted:
    reasons = {one.path: one.reason for one in found if one.value is None}
    faults = list(faults_of(fields, values, reasons)) or pydantic_faults(schema, values)
    return Extracted(values=values, fields={one.path: one for one in found}, faults=tuple(faults), by=by)
