"""The benchmark of real invoices judges the page alone unless it is asked for data as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.real_invoices import SOURCES, Paper, answers, papers, report_data
from carried_samples import PAGE, hybrid


def paper_in(folder: Path, **told: str) -> Paper:
    lines = tuple(line.replace("Total: EUR 119.00", "Total: EUR 191.00") for line in PAGE if "Due" not in line)
    (folder / "bill.pdf").write_bytes(hybrid(lines=lines, **told))
    (paper,) = papers([folder])
    return paper


def test_the_page_alone_is_judged_by_default(tmp_path: Path) -> None:
    paper = paper_in(tmp_path)
    assert paper.reading.invoices
    told = {one.field: one for one in answers(paper)}
    assert "191.0" in told["total"].said
    assert (told["total"].is_right, told["due_date"].is_right, told["number"].is_right) == (False, False, True)
    assert {one.source for one in told.values()} == {""}


def test_beside_it_stands_what_the_page_says_of_the_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = list(answers(paper_in(tmp_path), with_data=True))
    sources = {one.field: one.source for one in told}
    assert (sources["total"], sources["due_date"], sources["number"]) == (SOURCES[3], SOURCES[2], SOURCES[0])
    assert all(one.is_right for one in told)
    report_data(told)
    printed = capsys.readouterr().out
    assert "total              right 1 of 1; page agrees 0" in printed
    assert "page disputes 1; 1 of these no page says" in printed
