"""Questions that strangers wrote about real text, asked offline: what is found, answered, withheld.

    PYTHONPATH=src python benchmarks/real_questions.py xquad.en.json [--first 24 | --held-out 24] [--misses] [--apart]

The file is one of XQuAD's (Artetxe et al. 2020) or any other in SQuAD's form; each article becomes one Markdown
document. Figures come with 95% intervals. Of all questions: `cited@1`, `cited@3`: the first, one of the first three
sentences found stands in the right paragraph and holds the answer; `exact` and `overlap`: SQuAD's measures of the short
answer, none being 0; `abstained`; `wrong`: an answer was given that neither holds the right one nor has half its words.
Of answers given: `exact given`, `sure by`: mean confidence; `calibration error` of the confidence that it is not wrong.
`elsewhere`: the same question asked of the next article must be left unanswered.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from sensorium import documents
from sensorium.abilities.documents.answering.asking.questions import question_of
from sensorium.abilities.documents.answering.running_text.prose import found_for
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.reading import reading_of
from sensorium.abilities.documents.tree import Reading
from sensorium.abilities.documents.way import Way
from sensorium.abilities.evaluation.documents.squad import (
    Article,
    AskedOfParagraph,
    articles_of,
    exact,
    holds,
    normalised,
    overlap,
)
from sensorium.abilities.evaluation.intervals import figure
from sensorium.media import sources
from sensorium.native.confidence import expected_calibration_error

NEAR = 0.5  # overlap from which on an answer is not called wrong


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Scores by their name, and what was told of the answers given."""

    by_name: dict[str, list[float]] = field(default_factory=dict)
    told: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)

    def add(self, name: str, score: float) -> None:
        self.by_name.setdefault(name, []).append(float(score))


def main() -> None:
    """Ask everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="in SQuAD's form")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the first N articles, to develop on")
    parser.add_argument("--held-out", type=int, default=0, metavar="N", help="the last N articles, to measure once")
    parser.add_argument("--misses", action="store_true", help="print what was not answered exactly")
    parser.add_argument("--apart", action="store_true", help="figures by the first word of the question as well")
    given = parser.parse_args()
    if given.held_out and given.misses:
        parser.error("held-out questions are not to be looked at: leave --misses out")
    articles = articles_of(given.file.read_text(encoding="utf-8"))
    chosen = articles[: given.first] if given.first else articles[-given.held_out :]
    scores = Scores()
    began = process_time()
    for kind, name, score in _asked(chosen, scores, misses=given.misses):
        scores.add(name, score)
        if given.apart:
            scores.add(f"{name:10} {kind}", score)
    _print(scores)
    print(f"{process_time() - began:.0f} s of a processor")


def _asked(articles: Sequence[Article], scores: Scores, *, misses: bool) -> Iterator[tuple[str, str, float]]:
    """First word, name of the score and score, of every question."""
    readings = [reading_of(sources.load(one.markdown().encode(), name="article.md"), Way()) for one in articles]
    for number, article in enumerate(articles):
        other = readings[(number + 1) % len(articles)]
        for asked in article.questions:
            first = asked.question.split()[0].casefold()
            found = [*_found(readings[number], article, asked), *_answered(readings[number], asked, scores, misses)]
            for name, score in found:
                yield first, name, score
            yield first, "elsewhere abstained", documents.ask(other, asked.question).abstained


def _found(reading: Reading, article: Article, asked: AskedOfParagraph) -> Iterator[tuple[str, float]]:
    paragraph = normalised(article.paragraphs[asked.paragraph])
    ranked = found_for(Evidence(reading), question_of(asked.question))
    good = [holds(one.text, asked.answers) and normalised(one.text) in paragraph for one in ranked[:3]]
    yield "cited@1", any(good[:1])
    yield "cited@3", any(good)


def _answered(reading: Reading, asked: AskedOfParagraph, scores: Scores, misses: bool) -> Iterator[tuple[str, float]]:
    answer = documents.ask(reading, asked.question)
    same, near = exact(asked.answers, answer.text), overlap(asked.answers, answer.text)
    wrong = not answer.abstained and near < NEAR and not holds(answer.text, asked.answers)
    yield from (("exact", same), ("overlap", near), ("abstained", answer.abstained), ("wrong", wrong))
    if not answer.abstained:
        yield from (("exact given", same), ("wrong given", wrong), ("sure by", answer.confidence))
        scores.told.append(answer.confidence)
        scores.right.append(float(not wrong))
    if misses and not same:
        kind = "NONE" if answer.abstained else "WRONG" if wrong else "NEAR"
        got = f"got {answer.text!r} ({answer.confidence:.2f}) {answer.reason}"
        print(f"{kind} {asked.question}\n     {asked.answers[0]!r}, {got}")


def _print(scores: Scores) -> None:
    for name, values in scores.by_name.items():
        shown = figure(values, 0.0)
        print(f"{name:22} {shown.mean:.3f} [{shown.low:.3f}, {shown.high:.3f}] of {shown.num_cases}")
    if scores.told:
        print(f"calibration error      {expected_calibration_error(scores.told, scores.right):.3f}")


if __name__ == "__main__":
    main()
