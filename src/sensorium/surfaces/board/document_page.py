"""How questions about documents were answered, as a page that stands alone: figures, the drawing, every case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sensorium.abilities.evaluation.documents.analysing import Case, Gap, Row
from sensorium.surfaces.board.document_plot import drawing
from sensorium.surfaces.page.frame import page
from sensorium.surfaces.page.markup import Markup, element

TITLE = "Sensorium: questions about documents"
LEAD = (
    "Each question has one known answer, which stands in running text, in a table, in a chart, or on a page that is a "
    "picture. Right is what is the same in other writing, or a number within its tolerance; ANLS is a similarity of "
    "letters, beside. Several questions are about one document and go well or badly together; intervals allow for that."
)
COLUMNS = ("by", "answer stands in", "right", "95% interval", "ANLS", "answered", "questions")


def document_page(rows: Sequence[Row], gaps: Sequence[Gap], cases: Sequence[Case], about: Mapping[str, object]) -> str:
    """The page. about: facts of the run, by name."""
    facts = "; ".join(f"{name}: {value}" for name, value in about.items())
    opening = element(
        "header",
        element("h1", TITLE),
        element("p", LEAD, class_="lead"),
        *(element("p", in_words(gap)) for gap in gaps),
        element("p", facts, class_="note"),
        class_="opening",
    )
    figures = element("div", _table(COLUMNS, [cells(row) for row in rows], "figures"), class_="wide")
    return page(TITLE, (opening, element("figure", drawing(rows)), figures, _cases(cases)))


def cells(row: Row) -> list[str]:
    """A row in words, as `COLUMNS` names them."""
    right = row.right
    return [
        row.respondent,
        row.kind,
        f"{right.mean:.1%}",
        f"{right.low:.1%} – {right.high:.1%}",
        f"{row.anls.mean:.3f}",
        f"{row.answered:.0%}",
        str(right.num_cases),
    ]


def in_words(gap: Gap) -> str:
    """What a sentence says of text against visual questions."""
    told = f"{gap.respondent}: text questions {gap.points:+.1f} points against visual ones"
    return f"{told} (95%: {gap.low:+.1f} to {gap.high:+.1f})"


def _cases(cases: Sequence[Case]) -> Markup:
    columns = ("by", "document", "about", "question", "right answer", "given", "")
    told = [
        [
            case.respondent,
            case.question.document,
            case.question.about,
            case.question.question,
            " / ".join(case.question.answers),
            case.given.text or f"— {case.given.reason}",
            "right" if case.grade.right else "wrong",
        ]
        for case in cases
    ]
    return element(
        "details", element("summary", f"All {len(cases)} answers"), element("div", _table(columns, told, "figures"))
    )


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], kind: str) -> Markup:
    head = element("tr", *(element("th", name or " ", scope="col") for name in columns))
    body = [
        element(
            "tr",
            element("th", first, scope="row"),
            *(element("td", cell, class_=cell if cell in ("right", "wrong") else None) for cell in rest),
        )
        for first, *rest in rows
    ]
    return element("table", element("thead", head), element("tbody", *body), class_=kind)
