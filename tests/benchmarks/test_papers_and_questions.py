"""The papers and questions that extraction and answering are measured by: what is true of each can be asked at all."""

from __future__ import annotations

import pytest
from benchmarks.abstention import SETS, STRANGE, UNANSWERABLE, Asked, altered, read_questions, right
from benchmarks.extraction import ABSENT, HANDS, SCHEMAS, papers
from benchmarks.extraction import right as is_value

from sensorium.abilities.documents.extraction.judging.grounding import ground
from sensorium.abilities.documents.extraction.paper.evidence import Evidence


@pytest.mark.parametrize("split", list(SCHEMAS))
def test_papers_have_truths_of_their_schema(split: str) -> None:
    found = list(papers(split, 0))
    assert found
    for paper in found:
        assert set(paper.truth) <= set(SCHEMAS[split]["properties"])  # type: ignore[arg-type]
        numbers = [float(paper.truth[name]) for name in ("total", "tax", "tip") if name in paper.truth]
        assert all(number > 0 for number in numbers)


@pytest.mark.parametrize("split", HANDS)
def test_what_is_true_stands_on_the_paper(split: str) -> None:
    for paper in papers(split, 0):
        evidence = Evidence(paper.reading)
        for name in {"company", "customer", "number"} & set(paper.truth):
            if paper.truth[name] != ABSENT:
                assert ground(evidence, paper.truth[name]) is not None, (paper.name, name)


def test_papers_of_other_hands_are_many() -> None:
    assert len(list(papers("second", 0))) >= 16
    assert len({paper.truth["currency"] for paper in papers("second", 0) if "currency" in paper.truth}) >= 10


def test_where_nothing_is_to_be_found_null_or_doubt_is_right() -> None:
    assert is_value("date", ABSENT, None)
    assert is_value("date", ABSENT, "2024-06-05", 0.4)
    assert not is_value("date", ABSENT, "2024-06-05", 0.9)
    assert not is_value("date", "2024-06-05", None)


@pytest.mark.parametrize("name", list(SETS))
def test_every_document_has_questions_of_both_kinds(name: str) -> None:
    documents = list(read_questions(SETS[name].read_text(encoding="utf-8")))
    for _, body, asked in documents:
        answers = [one.answer for one in asked if one.answer != UNANSWERABLE]
        assert 0 < len(answers) < len(asked)
        words = " ".join(body.split()).casefold()
        for answer in answers:
            told = [one.strip().casefold() for one in answer.split(" / ")]
            assert any(one in words for one in told) or answer == "962", answer  # the one that is reckoned


def test_unanswerable_questions_are_many() -> None:
    every = [one for path in SETS.values() for _, _, asked in read_questions(path.read_text("utf-8")) for one in asked]
    assert sum(one.answer == UNANSWERABLE for one in every) >= 120


def test_an_altered_question_has_one_strange_word_in_place_of_a_telling_one() -> None:
    asked = Asked(document="d", question="Who cut the ribbon?", answer="Anna")
    assert [one.question for one in altered(asked)] == [f"Who {STRANGE} the ribbon?", f"Who cut the {STRANGE}"]
    assert all(one.answer == UNANSWERABLE for one in altered(asked))


def test_an_answer_may_have_two_forms() -> None:
    asked = Asked(document="d", question="Who?", answer="the buyer / buyer")
    assert right(asked, "the buyer")
    assert right(asked, "buyer")
    assert not right(asked, "a buyer of books")
