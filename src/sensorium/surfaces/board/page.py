"""Figures and cases as one page that stands alone. Cases come in the order in which they were chosen, not sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from sensorium.abilities.evaluation.intervals import Figure
from sensorium.abilities.evaluation.nearest import Neighbour
from sensorium.abilities.evaluation.row import Row
from sensorium.abilities.evaluation.showcase import Shown, media_of
from sensorium.content import Text
from sensorium.native.worlds.example import ExamplePart, Utterance
from sensorium.surfaces.page import players
from sensorium.surfaces.page.frame import page
from sensorium.surfaces.page.markup import Markup, element, joined
from sensorium.surfaces.page.verdicts import badge, verdict_of

TITLE = "Sensorium: a scoreboard"
LEAD = (
    "Every direction was asked held-out cases, judged by checkers of the drawn world and by outside engines, never by "
    "the model itself. Below each figure stand cases behind it: the first ones, the same for every model, and some "
    "drawn by a seed before anybody saw how they went. What is wrong is shown like what is right. Beside what was "
    "made stands the nearest of a sample of what was trained on."
)
BAR_WIDTH, BAR_HEIGHT = 120, 12


def board(rows: Sequence[Row], shown: Mapping[str, Sequence[Shown]], about: Mapping[str, object]) -> str:
    """The page. shown: by direction; about: facts of the run, by name."""
    facts = "; ".join(f"{name}: {value}" for name, value in about.items())
    above = sum(row.figure.above_chance for row in rows)
    cases = [one for some in shown.values() for one in some]
    tiles = [
        ("figures", len(rows)),
        ("above chance", above),
        ("cases shown", len(cases)),
        ("of them right", sum(one.right for one in cases)),
    ]
    opening = element(
        "header",
        element("h1", TITLE),
        element("p", LEAD, class_="lead"),
        element("dl", *(_tile(name, value) for name, value in tiles), class_="tiles"),
        element("p", facts, class_="note"),
        class_="opening",
    )
    chapters = [_chapter(name, list(some), shown.get(name, ())) for name, some in groupby(rows, lambda r: r.direction)]
    return page(TITLE, (opening, element("div", _table(rows), class_="wide"), element("main", *chapters)))


def _tile(name: str, value: int) -> Markup:
    return element("div", element("dd", str(value)), element("dt", name), class_="tile")


def _table(rows: Sequence[Row]) -> Markup:
    columns = ("direction", "measure", "figure", "95% interval", "chance", "", "cases", "on the same cases")
    head = element("tr", *(element("th", name, scope="col") for name in columns))
    return element("table", element("thead", head), element("tbody", *map(_row, rows)), class_="figures")


def _row(row: Row) -> Markup:
    figure = row.figure
    link = element("a", row.direction, href=f"#{_anchor(row.direction)}")
    return element(
        "tr",
        element("th", link, scope="row"),
        element("td", row.measure),
        element("td", f"{figure.mean:.3f}", class_="right" if figure.above_chance else "wrong"),
        element("td", f"{figure.low:.3f}\u2013{figure.high:.3f}"),
        element("td", f"{figure.chance:.3f}"),
        element("td", _bar(figure)),
        element("td", str(figure.num_cases)),
        element("td", row.others),
    )


def _bar(figure: Figure) -> Markup:
    """The interval as a line, the figure as a dot, chance as a tick."""
    low, high, mean, chance = (
        f"{x * BAR_WIDTH:.1f}" for x in (figure.low, figure.high, figure.mean, min(1.0, figure.chance))
    )
    middle, words = BAR_HEIGHT // 2, f"{figure.mean:.3f}, chance {figure.chance:.3f}"
    return element(
        "svg",
        element("line", x1=0, x2=BAR_WIDTH, y1=middle, y2=middle, class_="axis"),
        element("line", x1=chance, x2=chance, y1=1, y2=BAR_HEIGHT - 1, class_="chance"),
        element("line", x1=low, x2=high, y1=middle, y2=middle, class_="interval"),
        element("circle", cx=mean, cy=middle, r=3, class_="mean"),
        viewBox=f"-4 0 {BAR_WIDTH + 8} {BAR_HEIGHT}",
        width=BAR_WIDTH,
        height=BAR_HEIGHT,
        role="img",
        aria_label=words,
    )


def _chapter(name: str, rows: Sequence[Row], shown: Sequence[Shown]) -> Markup:
    said = ", ".join(f"{row.measure} {row.figure.mean:.3f} (chance {row.figure.chance:.3f})" for row in rows)
    cards = [_card(number, one) for number, one in enumerate(shown, 1)]
    return element("section", element("h2", name), element("p", said, class_="note"), *cards, id=_anchor(name))


def _card(number: int, shown: Shown) -> Markup:
    kind = "the same for every model" if shown.fixed else "drawn by the seed"
    title = element("h3", element("span", f"{number}", class_="number"), kind)
    head = element("header", title, badge(verdict_of(list(shown.scores.values()))))
    asked = element("div", element("h4", "asked"), *map(_asked, shown.case.prompt), class_="asked")
    answer = element("div", element("h4", "answered"), *_answered(shown), class_="answered")
    return element("article", head, element("div", asked, answer, class_="exchange"), _truth(shown), class_="card")


def _asked(part: ExamplePart) -> Markup:
    if isinstance(part, str):
        return element("p", part, class_="prompt")
    medium = part.audio if isinstance(part, Utterance) else part
    return element("figure", players.shown(medium, "what was given"), class_="given")


def _answered(shown: Shown) -> list[Markup]:
    """The parts of the reply, each medium with its nearest training example."""
    neighbours = dict(zip(map(id, media_of(shown.reply)), shown.neighbours, strict=True))
    made = []
    for part in shown.reply.parts:
        made.append(players.shown(part, "what was made"))
        if isinstance(part, Text) and part.confidence is not None:
            made.append(element("p", f"right with probability {part.confidence:.2f}, it says", class_="note"))
        if near := neighbours.get(id(part)):
            made.append(_neighbour(near))
    return made


def _neighbour(near: Neighbour) -> Markup:
    summary = element("summary", f"the nearest training example, at distance {near.distance:.2f}")
    return element("details", summary, players.shown(near.part, "nearest training example"), class_="nearest")


def _truth(shown: Shown) -> Markup:
    marks = [element("li", f"{name}: ", element("b", f"{share:.0%}")) for name, share in shown.scores.items()]
    wanted = joined([_wanted(part) for part in shown.case.reply])
    return element(
        "div",
        element("p", element("b", "right would be: "), element("span", wanted, class_="wanted")) if wanted else None,
        element("ul", *marks, class_="marks"),
        class_="truth",
    )


def _wanted(part: ExamplePart) -> Markup | None:
    """The words of the right reply; of media there are many right ones."""
    return (
        element("span", part.text if isinstance(part, Utterance) else part)
        if isinstance(part, str | Utterance)
        else None
    )


def _anchor(name: str) -> str:
    """No two names have the same: "scene → description" is no "scene ↔ description"."""
    return "-".join(name.lower().split())
