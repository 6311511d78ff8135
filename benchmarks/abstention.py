"""How often questions that a document does not answer are left unanswered, and what that costs in answers.

    PYTHONPATH=src python benchmarks/abstention.py [--set _third] [--misses] [--only KIND]

Documents and questions stand in abstention_questions*.txt: the first two files and the fifth (shares and figures with
units) may be looked at, the third and the fourth (shares again, by another writer) may not.
Figures come with 95% intervals: `abstained` of questions without an answer; of those with one `right` (nothing but the
answer), `quoted` (words that hold it) and `wrong`, and the rest got none.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sensorium import documents
from sensorium.abilities.documents.answering.asking.questions import question_of, telling_words
from sensorium.abilities.documents.reading import reading_of
from sensorium.abilities.documents.way import Way
from sensorium.abilities.evaluation.documents.grading import graded, normal
from sensorium.abilities.evaluation.documents.questions import made
from sensorium.abilities.evaluation.intervals import figure
from sensorium.media import sources

SETS = {
    name: Path(__file__).with_name(f"abstention_questions{name}.txt")
    for name in ("", "_second", "_third", "_fourth", "_fifth")
}
UNANSWERABLE = "-"
STRANGE = "quorblins"  # a word of no document


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question about a document and the right answer, `UNANSWERABLE` where there is none."""

    document: str
    question: str
    answer: str


def read_questions(text: str) -> Iterator[tuple[str, str, list[Asked]]]:
    """Name, Markdown and questions of each document."""
    for part in ("\n" + text).split("\n=== ")[1:]:
        name, _, rest = part.partition("\n")
        body, _, listed = rest.partition("\n---\n")
        pairs = [line[2:].rpartition(" | ") for line in listed.splitlines() if line.startswith("? ")]
        yield name, body, [Asked(document=name, question=one.strip(), answer=said) for one, _, said in pairs]


def altered(asked: Asked) -> Iterator[Asked]:
    """The same question with one of its telling words put for one that no document has: nobody can answer it then."""
    required = set(question_of(asked.question).required)
    words = asked.question.split(" ")
    for number, word in enumerate(words):
        if set(telling_words(word)) & required:
            other = " ".join([*words[:number], STRANGE, *words[number + 1 :]])
            yield Asked(document=asked.document, question=other, answer=UNANSWERABLE)


def right(asked: Asked, text: str) -> bool:
    """Whether an answer is what was to be said, by its value where it is a number."""
    answers = tuple(asked.answer.split(" / "))
    question = made(document=asked.document, question=asked.question, answers=answers)
    return graded(question, text).right


def main() -> None:
    """Ask everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="", choices=SETS, help="which questions")
    parser.add_argument("--misses", action="store_true", help="print what was answered wrongly, or not at all")
    parser.add_argument("--only", default="", help="questions that want this: date, name, amount, number, place")
    parser.add_argument("--altered", action="store_true", help="ask what is answered with a strange word in each place")
    given = parser.parse_args()
    scores: dict[str, list[float]] = {}
    for name, body, questions in read_questions(SETS[given.set].read_text(encoding="utf-8")):
        reading = reading_of(sources.load(body.encode(), name=f"{name}.md"), Way())
        told = [one for one in questions if one.answer != UNANSWERABLE]
        for asked in (one for told_one in told for one in altered(told_one)) if given.altered else questions:
            if given.only not in ("", question_of(asked.question).wanted):
                continue
            answer = documents.ask(reading, asked.question)
            good = _score(scores, asked, answer.text)
            if given.misses and not good:
                got = f"got {answer.text!r} ({answer.confidence:.2f}) {answer.reason}"
                print(f"{name}: {asked.question} {asked.answer!r}, {got}")
    for kind, values in sorted(scores.items()):
        shown = figure(values, 0.0)
        print(f"{kind:10} {shown.mean:.3f} [{shown.low:.3f}, {shown.high:.3f}] of {shown.num_cases}")


def _score(scores: dict[str, list[float]], asked: Asked, text: str) -> bool:
    """Counts an answer; whether it was as it should be."""
    if asked.answer == UNANSWERABLE:
        scores.setdefault("abstained", []).append(float(not text))
        return not text
    good = right(asked, text)
    scores.setdefault("right", []).append(float(good))
    quoted = not good and normal(asked.answer) in normal(text)
    scores.setdefault("quoted", []).append(float(quoted))
    scores.setdefault("wrong", []).append(float(bool(text) and not good and not quoted))
    return good


if __name__ == "__main__":
    main()
