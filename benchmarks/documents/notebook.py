"""Writes docs/document_analyser.ipynb from document_analyser.md beside this file, and runs its cells.

PYTHONPATH=src python -m benchmarks.documents.notebook docs/document_analyser.ipynb

Fenced blocks of Python become cells of code, all else cells of prose. Needs no Jupyter: cells run here, one after the
other in one namespace, and what they print and what their last line is become their outputs (nbformat 4.5).
"""

from __future__ import annotations

import argparse
import ast
import base64
import contextlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

SOURCE = Path(__file__).with_name("document_analyser.md")
PARAMETERS = "parameters"  # the tag, by a convention of papermill, of the cell that another may replace
_FENCED = re.compile(r"^```python(?P<tag>[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = {"image/svg+xml": "_repr_svg_", "image/png": "_repr_png_", "text/html": "_repr_html_"}
Output: TypeAlias = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """kind: as nbformat has it; tag: "" for none."""

    kind: Literal["code", "markdown"]
    text: str
    tag: str = ""


def cells_of(markdown: str) -> list[Cell]:
    """Prose and code in their order."""
    cells, end = list[Cell](), 0
    for found in _FENCED.finditer(markdown):
        cells += _prose(markdown[end : found.start()])
        cells.append(Cell(kind="code", text=found["code"].strip(), tag=found["tag"].strip()))
        end = found.end()
    return cells + _prose(markdown[end:])


def _prose(text: str) -> list[Cell]:
    return [Cell(kind="markdown", text=text.strip())] if text.strip() else []


def run(cells: Sequence[Cell], parameters: Mapping[str, object] | None = None) -> Iterator[list[Output]]:
    """The outputs of each cell of code. parameters: overrule what the cell with that tag sets. Raises what a cell
    raises.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate((one for one in cells if one.kind == "code"), start=1):
        yield _outputs(cell.text, number, names)
        if cell.tag == PARAMETERS:
            names.update(parameters or {})


def _outputs(code: str, number: int, names: dict[str, Any]) -> list[Output]:
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    value: object = None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"<cell {number}>", "exec"), names)  # noqa: S102 - our own cells
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"<cell {number}>", "eval"), names)  # noqa: S307
    found = _stream(printed.getvalue())
    if value is not None:
        found.append({"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": _data(value)})
    return found


def _stream(text: str) -> list[Output]:
    return [{"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}] if text else []


def _data(value: object) -> dict[str, Any]:
    """A value in every form that it offers, words among them."""
    data: dict[str, Any] = {"text/plain": repr(value).splitlines(keepends=True)}
    for form, method in _SHOWN.items():
        shown = getattr(value, method)() if hasattr(value, method) else None
        if shown is not None:
            data[form] = (
                base64.b64encode(shown).decode() if isinstance(shown, bytes) else shown.splitlines(keepends=True)
            )
    return data


def notebook(cells: Sequence[Cell], outputs: Sequence[Sequence[Output]]) -> dict[str, Any]:
    """The whole as nbformat 4.5 has it. outputs: one list for each cell of code."""
    told, left = list[dict[str, Any]](), iter(enumerate(outputs, start=1))
    for place, cell in enumerate(cells):
        metadata = {"tags": [cell.tag]} if cell.tag else {}
        one = {
            "id": f"cell-{place}",
            "cell_type": cell.kind,
            "metadata": metadata,
            "source": cell.text.splitlines(True),
        }
        if cell.kind == "code":
            number, found = next(left)
            one |= {"execution_count": number, "outputs": list(found)}
        told.append(one)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": told}


def main() -> None:
    """Run the cells and write the notebook."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    target = parser.parse_args().target
    cells = cells_of(SOURCE.read_text(encoding="utf-8"))
    whole = notebook(cells, list(run(cells)))
    target.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
