"""The notebook of the exercise: it is what its source says, its outputs are of its cells, and its cells run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.documents.notebook import PARAMETERS, SOURCE, Cell, cells_of, notebook, run

WRITTEN = Path(__file__).parents[3] / "docs" / "document_analyser.ipynb"


def test_prose_and_code_are_told_apart() -> None:
    found = cells_of("# A\n\n```python parameters\nx = 1\n```\nb\n```python\nx\n```\n")
    assert found == [
        Cell(kind="markdown", text="# A"),
        Cell(kind="code", text="x = 1", tag=PARAMETERS),
        Cell(kind="markdown", text="b"),
        Cell(kind="code", text="x"),
    ]


def test_cells_share_names_and_show_what_they_print_and_their_last_line() -> None:
    cells = cells_of("```python\nx = 2\nprint('a')\n```\n```python\ny = x + 1\ny\n```\n")
    first, second = run(cells)
    assert first == [{"output_type": "stream", "name": "stdout", "text": ["a\n"]}]
    (result,) = second
    assert result["data"] == {"text/plain": ["3"]}
    assert result["execution_count"] == 2


def test_parameters_are_overruled() -> None:
    cells = cells_of("```python parameters\nx = 2\n```\n```python\nx\n```\n")
    _, (result,) = run(cells, {"x": 5})
    assert result["data"]["text/plain"] == ["5"]


def test_what_a_cell_raises_ends_the_run() -> None:
    with pytest.raises(ZeroDivisionError):
        list(run(cells_of("```python\n1 / 0\n```\n")))


def test_every_cell_has_its_outputs() -> None:
    cells = cells_of("a\n```python\n1\n```\nb\n```python\n2\n```\n")
    whole = notebook(cells, list(run(cells)))
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in whole["cells"]}) == 4
    codes = [cell for cell in whole["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"][0]["data"]["text/plain"] for cell in codes] == [["1"], ["2"]]
    assert all("outputs" not in cell for cell in whole["cells"] if cell["cell_type"] == "markdown")


def test_the_notebook_is_what_its_source_says() -> None:
    whole = json.loads(WRITTEN.read_text(encoding="utf-8"))
    told = [(cell["cell_type"], "".join(cell["source"])) for cell in whole["cells"]]
    assert told == [(cell.kind, cell.text) for cell in cells_of(SOURCE.read_text(encoding="utf-8"))]


def test_the_notebook_holds_figures_and_a_drawing_and_no_error() -> None:
    whole = json.loads(WRITTEN.read_text(encoding="utf-8"))
    outputs = [output for cell in whole["cells"] for output in cell.get("outputs", ())]
    forms = {form for output in outputs for form in output.get("data", ())}
    printed = "".join("".join(output.get("text", ())) for output in outputs)
    assert forms >= {"image/png", "image/svg+xml"}
    assert "offline reader" in printed
    assert "sensorium/seedling" in printed
    assert not [output for output in outputs if output["output_type"] == "error"]


@pytest.mark.slow
def test_its_cells_run_on_a_small_part() -> None:
    cells = cells_of(SOURCE.read_text(encoding="utf-8"))
    outputs = list(run(cells, {"DOCUMENTS": ["chart-vega-grouped-5006.png"], "QUESTIONS": 2}))
    printed = "".join("".join(output.get("text", ())) for found in outputs for output in found)
    assert "4 answers" in printed
    assert len(outputs) == sum(cell.kind == "code" for cell in cells)
