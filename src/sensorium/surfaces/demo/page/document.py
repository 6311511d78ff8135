"""The whole page: head with a policy that forbids every request, summary, chapters of cards, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby

from sensorium.content import Usage
from sensorium.surfaces.demo.page import ledger
from sensorium.surfaces.demo.page.cards import Cards, script_data
from sensorium.surfaces.demo.page.tokens import TokenView
from sensorium.surfaces.demo.steps import Outcome, Result
from sensorium.surfaces.page.frame import page
from sensorium.surfaces.page.markup import Markup, element
from sensorium.surfaces.page.verdicts import OPEN, PARTLY, RIGHT, WRONG, first_word

TITLE = "Sensorium: a tour"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the page says about the run."""

    model: str
    seed: int
    planned: int  # steps
    made_here: bool  # the files are the project's own
    num_parameters: int | None
    machine: str
    when: str


class Page:
    """A page that grows: each step is laid out once, when it is done."""

    def __init__(self, facts: Facts, view: TokenView | None) -> None:
        self._facts, self._view = facts, view
        self._cards = Cards(view, facts.seed)
        self._results: list[Result] = []
        self._laid_out: list[Markup] = []

    def add(self, result: Result) -> None:
        """The next step."""
        self._results.append(result)
        self._laid_out.append(self._cards.card(len(self._results), result))

    def html(self) -> str:
        """The page of the steps so far."""
        body = (
            _opening(self._results, self._facts),
            _contents(self._results),
            element("main", *self._chapters()),
            _closing(self._results, self._facts),
            element("div", id="bubble", hidden=True),
            script_data(self._view, self._cards.parts),
        )
        script = resources.files(__package__).joinpath("page.js").read_text(encoding="utf-8")
        return page(TITLE, body, script)

    def _chapters(self) -> Iterator[Markup]:
        both = zip(self._results, self._laid_out, strict=True)
        for chapter, group in groupby(both, lambda pair: pair[0].step.chapter):
            yield element("section", element("h2", chapter), *(card for _, card in group), id=_anchor(chapter))


def _opening(results: Sequence[Result], facts: Facts) -> Markup:
    whose = "made for this tour" if facts.made_here else "that you named"
    where = ", on this machine and without a network" if facts.num_parameters else ""
    lead = (
        f"The model {facts.model} was given files {whose}, and asked for something in every modality{where}. Where the "
        "truth is known, each answer is marked against it by checkers of the drawn world and by outside engines, never "
        "by the model itself; what is wrong is shown like what is right."
    )
    tiles = [
        ("steps", f"{len(results)}"),
        *((verdict, str(sum(result.verdict == verdict for result in results))) for verdict in (RIGHT, PARTLY, WRONG)),
        ("not judged", str(sum(result.verdict == OPEN for result in results))),
        ("seconds of answering", f"{sum(result.duration_s for result in results):.0f}"),
        ("tokens", f"{_usage(results).total_tokens:,}".replace(",", "\u202f")),
    ]
    shown = [
        element("div", element("dd", value), element("dt", name), class_=f"tile {first_word(name)}")
        for name, value in tiles
    ]
    unfinished = None
    if len(results) < facts.planned:
        text = f"The tour has come to step {len(results)} of {facts.planned}: it was stopped, or it is still going on."
        unfinished = element("p", text, class_="unfinished")
    return element("header", element("h1", TITLE), element("p", lead, class_="lead"), unfinished,
                   element("dl", *shown, class_="tiles"), ledger.bar(_usage(results)), _legend(),
                   class_="opening")  # fmt: skip


def _contents(results: Sequence[Result]) -> Markup:
    """A link for every chapter, with a dot for every step."""
    links = []
    for chapter, group in groupby(results, lambda result: result.step.chapter):
        dots = [element("i", class_=f"dot {first_word(result.verdict)}", title=result.step.title) for result in group]
        links.append(element("a", chapter, " ", *dots, href=f"#{_anchor(chapter)}"))
    return element("nav", *links, element("a", "Tokens", href="#tokens"), aria_label="chapters")


def _closing(results: Sequence[Result], facts: Facts) -> Markup:
    usage = _usage(results)
    size = f", {facts.num_parameters / 1e6:.1f} million parameters" if facts.num_parameters else ""
    about = (
        f"Model {facts.model}{size}. Seed {facts.seed}: the same seed on the same machine and build gives the same "
        f"tokens; another seed also draws other cases. {facts.machine}. {facts.when}."
    )
    given = "The files that were given are in the folder inputs beside this page, those that were made in outputs."
    made = "The files that were made are in the folder outputs beside this page."
    where = f"{given if facts.made_here else made} The page needs them no more, and asks no address for anything."
    how = "Tokens as the model counts them."
    if facts.num_parameters:
        how = (
            "A token is one position of the stream. A cell of a picture holds four codes in one position; a frame of "
            "sound holds four codes and how far the pointer moves along the phones. Click pictures and sounds above to "
            "see theirs."
        )
    return element(
        "footer",
        element("h2", "Tokens"),
        element("p", how),
        ledger.table(usage),
        element("p", where),
        element("p", about),
        id="tokens",
        class_="closing",
    )


def _legend() -> Markup:
    names = (element("span", element("i", class_=f"swatch of-{name}"), name) for name in ledger.MODALITIES)
    return element("p", *names, class_="legend")


def _usage(results: Sequence[Result]) -> Usage:
    replies = [result.reply for result in results if isinstance(result, Outcome)]
    return ledger.total(reply.usage for reply in replies if reply is not None)


def _anchor(chapter: str) -> str:
    return chapter.lower().replace(" ", "-")
