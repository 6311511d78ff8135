"""Learns how short answers are weighed and judged, and writes the weights that the package uses.

    PYTHONPATH=src python benchmarks/question_weights.py xquad.en.json --first 24 [--write]

Runs of words are learnt to be told apart by a softmax over all of a question (Rajpurkar et al. 2016); whether what is
best is right is then learnt from runs that were weighed by other articles' questions, from the same questions asked of
another article, and from the questions of abstention_questions.txt and _second.txt, answered or not; with --figures
from _fifth.txt as well. Of the third and the fourth file and of held-out articles nothing is learnt. Without --write
only what it comes to is printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from abstention import SETS, UNANSWERABLE, altered, read_questions

from sensorium.abilities.documents.answering.asking.asked_words import AskedWords, asked_words
from sensorium.abilities.documents.answering.asking.questions import question_of
from sensorium.abilities.documents.answering.finding.passages import Passage, passages_of
from sensorium.abilities.documents.answering.finding.ranking import Ranking
from sensorium.abilities.documents.answering.finding.retrieval import Index
from sensorium.abilities.documents.answering.running_text.short import FIGURES, Run, judged, runs_for
from sensorium.abilities.documents.answering.running_text.weights import FILE, sections
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.reading import reading_of
from sensorium.abilities.documents.way import Way
from sensorium.abilities.evaluation.documents.squad import articles_of, exact, holds, normalised, overlap
from sensorium.media import sources

FOLDS = 4
NEAR = 0.5  # overlap from which on words are taken for right
# Of the weights, by their squares.
DECAY = {"run": 3.0, "figure run": 3.0, "short": 1.0, "sentence": 1.0, "figure": 1.0}
LEAST = 0.02  # a weight below is left out
COUNTS = {"asked": 1.0, "elsewhere": 0.5, "ours": 5.0, "strange": 5.0}  # a question of each kind
STRANGE_FIGURES = COUNTS | {"strange": 0.3}  # people ask for figures in other words, which are as strange to the text


@dataclass(frozen=True, kw_only=True)
class Case:
    """A question asked of passages, its runs, and what is right ("-": nothing is). fold: of its article."""

    kind: str
    fold: int
    passages: Sequence[Passage]
    ranking: Ranking
    asked: AskedWords
    runs: Sequence[Run]
    answers: tuple[str, ...]
    goods: Sequence[float]

    def right(self, text: str) -> bool:
        if self.answers == (UNANSWERABLE,):
            return False
        return exact(self.answers, text) or overlap(self.answers, text) >= NEAR or holds(text, self.answers)


def main() -> None:
    """Learn, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="questions in SQuAD's form")
    parser.add_argument("--first", type=int, required=True, help="articles to learn from")
    parser.add_argument("--figures", action="store_true", help="learn of questions that want a figure, and of no other")
    parser.add_argument("--write", action="store_true", help="write what was learnt; the rest of the file stays")
    given = parser.parse_args()
    cases = [
        *_strangers(given.file, given.first),
        *_ours(("", "_second", "_fifth") if given.figures else ("", "_second")),
    ]
    cases = [case for case in cases if (case.asked.sought in FIGURES) == given.figures]
    told = [case for case in cases if case.kind == "asked" or (given.figures and case.kind == "ours")]
    run = "figure run" if given.figures else "run"
    found: list[tuple[Case, dict[str, float], bool, dict[str, float], bool]] = []
    for fold in range(FOLDS):
        sections()[run] = _runs_learnt([case for case in told if case.fold != fold])
        found += [one for case in cases if case.fold == fold for one in _judged(case)]
    print(f"{len(cases)} cases, {len(told)} to be answered or left")
    sections()[run] = _runs_learnt(told)
    counts = [(STRANGE_FIGURES if given.figures else COUNTS)[case.kind] for case, *_ in found]
    judged_by: dict[str, list[tuple[dict[str, float], bool]]] = {"figure": [one[1:3] for one in found]}
    if not given.figures:
        judged_by = {"short": [one[1:3] for one in found], "sentence": [one[3:5] for one in found]}
    for name, examples in judged_by.items():
        sections()[name] = _learnt(examples, counts, name)
    good = [right for case, _, right, _, _ in found if case in told and case.answers != (UNANSWERABLE,)]
    print(f"best run right, of other articles' weights: {sum(good)} of {len(good)} that have one")
    if given.write:
        _write(sections())


def _ready(markdown: str) -> tuple[list[Passage], Ranking]:
    passages = passages_of(Evidence(reading_of(sources.load(markdown.encode(), name="one.md"), Way())))
    return passages, Ranking(Index([one.text for one in passages], [one.context for one in passages]))


def _strangers(file: Path, first: int) -> Iterator[Case]:
    articles = articles_of(file.read_text(encoding="utf-8"))[:first]
    ready = [_ready(one.markdown()) for one in articles]
    for number, article in enumerate(articles):
        for one in article.questions:
            fold, paragraph = number % FOLDS, normalised(article.paragraphs[one.paragraph])
            yield _case("asked", fold, ready[number], one.question, one.answers, paragraph)
            yield _case("elsewhere", fold, ready[(number + 1) % first], one.question, (UNANSWERABLE,), "")


def _ours(names: Sequence[str]) -> Iterator[Case]:
    for name in names:
        documents = read_questions(SETS[name].read_text(encoding="utf-8"))
        for number, (_, body, questions) in enumerate(documents):
            ready = _ready(body)
            strange = [other for one in questions if one.answer != UNANSWERABLE for other in altered(one)]
            for one in (*questions, *strange):
                yield _case(
                    "ours" if one in questions else "strange",
                    number % FOLDS,
                    ready,
                    one.question,
                    tuple(one.answer.split(" / ")),
                    normalised(body),
                )


def _case(
    kind: str,
    fold: int,
    ready: tuple[list[Passage], Ranking],
    question: str,
    answers: tuple[str, ...],
    paragraph: str,
) -> Case:
    passages, ranking = ready
    asked = asked_words(question_of(question))
    runs = list(runs_for(passages, ranking, asked))
    there = {one.passage for one in runs if normalised(passages[one.passage].text) in paragraph}
    goods = [_good(one, answers) if one.passage in there and kind != "elsewhere" else 0.0 for one in runs]
    return Case(
        kind=kind, fold=fold, passages=passages, ranking=ranking, asked=asked, runs=runs, answers=answers, goods=goods
    )


def _good(run: Run, answers: tuple[str, ...]) -> float:
    """1 for a right run, something for one that has most of its words."""
    if exact(answers, run.text):
        return 1.0
    near = overlap(answers, run.text)
    return 0.5 * near**2 if near > NEAR else 0.0


def _judged(case: Case) -> Iterator[tuple[Case, dict[str, float], bool, dict[str, float], bool]]:
    best = judged(case.runs, case.ranking, case.asked)
    if best is not None:
        sentence = case.passages[best.passage].text
        told = case.answers != (UNANSWERABLE,) and holds(sentence, case.answers)
        yield case, best.of_run, case.right(best.run.text), best.of_passage, told


def _runs_learnt(cases: Sequence[Case]) -> dict[str, float]:
    """Weights under which right runs have the greatest share of their question's."""
    kept = [case for case in cases if any(case.goods)]
    table = _Table([one.features for case in kept for one in case.runs])
    of = torch.repeat_interleave(torch.arange(len(kept)), torch.tensor([len(case.runs) for case in kept]))
    goods = torch.tensor([good for case in kept for good in case.goods])

    def loss(scores: torch.Tensor) -> torch.Tensor:
        powers = (scores - scores.detach().max()).exp().clamp_min(1e-20)
        every = torch.zeros(len(kept)).index_add(0, of, powers)
        good = torch.zeros(len(kept)).index_add(0, of, powers * goods)
        return (every.log() - (good + 1e-20).log()).sum()

    return table.learnt(loss, DECAY["run"])


def _learnt(cases: Sequence[tuple[dict[str, float], bool]], counts: Sequence[float], of: str) -> dict[str, float]:
    """Weights of a logistic regression."""
    table = _Table([features for features, _ in cases])
    good, weights = torch.tensor([float(good) for _, good in cases]), torch.tensor(counts)

    def loss(scores: torch.Tensor) -> torch.Tensor:
        each = torch.nn.functional.binary_cross_entropy_with_logits(scores, good, reduction="none")
        return (each * weights).sum()

    return table.learnt(loss, DECAY[of])


class _Table:
    """Features of many things as one sparse table."""

    def __init__(self, things: Sequence[dict[str, float]]) -> None:
        self.names: dict[str, int] = {}
        self.num_things = len(things)
        told = [(row, name, value) for row, thing in enumerate(things) for name, value in thing.items()]
        self.rows = torch.tensor([row for row, _, _ in told])
        self.columns = torch.tensor([self.names.setdefault(name, len(self.names)) for _, name, _ in told])
        self.values = torch.tensor([float(value) for _, _, value in told])

    def learnt(self, loss: Callable[[torch.Tensor], torch.Tensor], decay: float) -> dict[str, float]:
        """Weights of the features that make the loss of the scores least."""
        weights = torch.zeros(len(self.names), requires_grad=True)
        optimizer = torch.optim.LBFGS([weights], max_iter=80, line_search_fn="strong_wolfe")

        def step() -> torch.Tensor:
            optimizer.zero_grad()
            scores = torch.zeros(self.num_things).index_add(0, self.rows, weights[self.columns] * self.values)
            value = loss(scores) + decay / 2 * (weights @ weights)
            value.backward()
            return value

        optimizer.step(step)
        return {name: float(weights[at].detach()) for name, at in self.names.items()}


def _write(sections: dict[str, dict[str, float]]) -> None:
    lines = ["# Written by benchmarks/question_weights.py from questions of XQuAD (en, articles 0-23) and our own."]
    for section, weights in sections.items():
        lines.append(f"[{section}]")
        lines += [f"{value:.2f} {name}" for name, value in sorted(weights.items()) if abs(value) >= LEAST]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
