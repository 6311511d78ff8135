"""`sensorium read` takes the data that a PDF carries, and leaves them where it is told to."""

from __future__ import annotations

import json

import pytest
from carried_samples import hybrid, shown
from cli_program import Program
from scripted_model import Told

from sensorium import models

SCHEMA = {"type": "object", "properties": {"total": {"type": "number"}}}


def test_data_are_read_beside_the_page_unless_they_are_not_wanted(program: Program) -> None:
    lines = shown("Total: EUR 119.00", "Total: EUR 191.00")
    (program.folder / "bill.pdf").write_bytes(hybrid(lines=lines))
    (program.folder / "fields.json").write_text(json.dumps(SCHEMA))
    call = ("read", str(program.folder / "bill.pdf"), "--schema", str(program.folder / "fields.json"))
    record = json.loads(program(*call).stdout)
    assert record["disputed"] == ["total"]
    told = record["fields"]["total"]
    assert (told["value"], told["reader"], told["beside"]["value"]) == (119.0, "embedded data", 191.0)
    alone = json.loads(program(*call, "--no-embedded").stdout)
    assert (alone["values"], "disputed" in alone) == ({"total": 191.0}, False)


def test_a_folder_is_read_with_and_without_data(program: Program) -> None:
    papers = program.folder / "papers"
    papers.mkdir()
    (papers / "bill.pdf").write_bytes(hybrid())
    for option, number in (("--embedded", 1), ("--no-embedded", 0)):
        target = program.folder / option
        assert program("read", str(papers), "-o", str(target), option).exit_code == 0
        (written,) = target.rglob("bill*.json")
        assert len(json.loads(written.read_text()).get("invoices", ())) == number


def test_a_model_reads_the_pages_beside_the_data(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown("Total: EUR 119.00", "Total: EUR 191.00")
    (program.folder / "bill.pdf").write_bytes(hybrid(lines=lines))
    (program.folder / "fields.json").write_text(json.dumps(SCHEMA))
    monkeypatch.setattr(models, "load", lambda name: Told('{"total": 191.0}'))
    call = ("read", "bill.pdf", "--schema", "fields.json", "--reader", "model", "--model", "told")
    record = json.loads(program(*call).stdout)
    assert (record["by"], record["disputed"], record["values"]) == ("told", ["total"], {"total": 119.0})
    told = record["fields"]["total"]
    assert (told["reader"], told["votes"][0]["reader"], told["confidence"]) == ("embedded data", "told", 0.5)
    assert (told["beside"]["value"], told["beside"]["page"], told["beside"]["reader"]) == (191.0, 1, "told")
    alone = json.loads(program(*call, "--no-embedded").stdout)
    assert (alone["values"], "disputed" in alone) == ({"total": 191.0}, False)
