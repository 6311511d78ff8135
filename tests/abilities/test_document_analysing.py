"""Respondents asked about documents, counted by where the answers stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from scripted_model import Scripted

from sensorium.abilities.documents.reading import way_of
from sensorium.abilities.evaluation.documents import analysing, public_sets
from sensorium.abilities.evaluation.documents.analysing import Case, analyse, gaps, rows, sampled
from sensorium.abilities.evaluation.documents.questions import SHIPPED, Question, QuestionSet
from sensorium.abilities.evaluation.documents.respondents import BRIEFLY, Given, ModelAlone, OfflineReader
from sensorium.content import Document, Image, Message, Modality, Reply, Text, Usage
from sensorium.errors import InvalidInput, ModelUnavailable, SensoriumError
from sensorium.models import BUILT_IN
from sensorium.models.model import Abilities, Asked


def question(number: int, about: analysing.About) -> Question:
    return Question(document=f"{number % 3}.pdf", question=f"{number}?", answers=(str(number),), about=about)


def made_set(num_each: int) -> QuestionSet:
    asked = [question(number, about) for number, about in enumerate(analysing.ABOUT * num_each)]
    return QuestionSet(name="made", folder=Path("nowhere"), questions=tuple(asked))


@dataclass(frozen=True)
class Knowing:
    """Knows the answers to even questions."""

    name: str = "knowing"
    heard: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def answers(self, path: Path, questions: Sequence[str]) -> Iterator[Given]:
        self.heard.append((path.name, tuple(questions)))
        numbers = [int(one.removesuffix("?")) for one in questions]
        return (Given(text=str(number) if number % 2 == 0 else "") for number in numbers)


def words_of(message: Message) -> str:
    last = message.parts[-1]
    assert isinstance(last, Text)
    return last.text


@dataclass(eq=False)
class Answering(Scripted):
    """A model that says one thing, or fails."""

    name: str = "answering"
    says: str = "12"
    inputs: frozenset[str] = frozenset({"text", "image", "document"})
    fails: SensoriumError | None = None
    heard: list[Message] = field(default_factory=list)

    @property
    def abilities(self) -> Abilities:
        return Abilities(inputs=self.inputs, outputs=frozenset({"text"}))

    def generate_all(  # type: ignore[override]
        self,
        prompts: Sequence[Sequence[Asked]],
        *,
        outputs: Sequence[Modality] | None = None,
        seeds: Sequence[int] | None = None,
        **settings: object,
    ) -> Iterator[tuple[int, Reply]]:
        assert outputs == ("text",)
        if self.fails is not None:
            raise self.fails
        for index, prompt in reversed(list(enumerate(prompts))):  # in any order
            (message,) = prompt
            assert isinstance(message, Message)
            self.heard.append(message)
            said = words_of(message).splitlines()[0] if self.says == "echo" else self.says
            yield index, Reply(parts=(Text(said),), usage=Usage(prompt={}, completion={}), model=self.name)


def test_each_question_is_asked_once_of_its_document() -> None:
    asked, knowing = made_set(3), Knowing()
    cases = list(analyse(asked, [knowing]))
    assert len(cases) == 12
    assert [path for path, _ in knowing.heard] == ["0.pdf", "1.pdf", "2.pdf"]
    assert all(case.grade.right == (int(case.question.answers[0]) % 2 == 0) for case in cases)


def test_rows_count_by_kind_with_vision_together() -> None:
    found = {row.kind: row for row in rows(analyse(made_set(3), [Knowing()]))}
    assert list(found) == ["text", "table", "chart", "picture", "chart + picture", "all"]
    assert [found[kind].right.mean for kind in analysing.KINDS] == [1.0, 0.0, 1.0, 0.0, 0.5, 0.5]
    assert [found[kind].right.num_cases for kind in analysing.KINDS] == [3, 3, 3, 3, 6, 12]
    assert found["all"].answered == 0.5
    assert found["text"].right.low == pytest.approx(0.4385, abs=1e-3)  # Wilson's, for 3 of 3
    assert found["text"].told()["right"]["interval"][1] == 1.0


def test_the_gap_has_an_interval_by_newcombe() -> None:
    (gap,) = gaps(rows(analyse(made_set(3), [Knowing()])))
    assert gap.points == pytest.approx(50.0)
    # By hand from Wilson's intervals: 3 of 3 is 0.4385 to 1, 3 of 6 is 0.1876 to 0.8124.
    assert gap.low == pytest.approx(100 * (0.5 - (0.5615**2 + 0.3124**2) ** 0.5), abs=0.1)
    assert gap.high == pytest.approx(100 * (0.5 + 0.3124), abs=0.1)


def test_there_is_no_gap_without_visual_questions() -> None:
    asked = QuestionSet(name="made", folder=Path("nowhere"), questions=(question(1, "text"), question(2, "table")))
    assert gaps(rows(analyse(asked, [Knowing()]))) == []


def test_a_sample_has_as_many_of_each_kind_and_depends_on_the_seed() -> None:
    asked = made_set(20)
    first, second, other = sampled(asked, 5, 1), sampled(asked, 5, 1), sampled(asked, 5, 2)
    assert first == second != other
    assert [sum(one.about == about for one in first.questions) for about in analysing.ABOUT] == [5, 5, 5, 5]
    assert sampled(asked, None, 1) == asked
    assert len(sampled(asked, 500, 1).questions) == 80


def test_a_case_is_told_in_json() -> None:
    (case, *_) = analyse(made_set(1), [Knowing()])
    told = json.loads(json.dumps(case.told()))
    assert isinstance(case, Case)
    assert (told["by"], told["answers"], told["given"]["text"], told["right"]) == ("knowing", ["0"], "0", True)


def test_a_model_is_given_the_file_itself() -> None:
    model = Answering(says="echo")
    picture, pdf = SHIPPED / "chart-vega-bar-5001.png", SHIPPED / "form-reportlab-5000.pdf"
    given = list(ModelAlone(model=model).answers(picture, ["One?", "Two?"]))
    assert [one.text for one in given] == ["One?", "Two?"]
    assert isinstance(model.heard[0].parts[0], Image)
    assert words_of(model.heard[0]).endswith(BRIEFLY)
    list(ModelAlone(model=model).answers(pdf, ["One?"]))
    assert isinstance(model.heard[-1].parts[0], Document)


@pytest.mark.parametrize(("inputs", "kind"), [({"text", "image"}, Image), ({"text"}, Text)])
def test_a_model_is_given_what_it_takes(inputs: set[str], kind: type) -> None:
    model = Answering(inputs=frozenset(inputs))
    list(ModelAlone(model=model).answers(SHIPPED / "form-reportlab-5000.pdf", ["One?"]))
    assert isinstance(model.heard[0].parts[0], kind)


def test_the_built_in_model_hears_the_question_alone() -> None:
    model = Answering(name=BUILT_IN)
    list(ModelAlone(model=model).answers(SHIPPED / "chart-vega-bar-5001.png", ["One?"]))
    assert words_of(model.heard[0]) == "One?"


def test_what_a_model_refuses_is_no_answer_and_what_breaks_it_is_raised() -> None:
    refusing = Answering(fails=InvalidInput("too long", code="context_length_exceeded"))
    (given,) = ModelAlone(model=refusing).answers(SHIPPED / "chart-vega-bar-5001.png", ["One?"])
    assert (given.text, given.reason) == ("", "context_length_exceeded: too long")
    with pytest.raises(ModelUnavailable):
        list(
            ModelAlone(model=Answering(fails=ModelUnavailable("gone"))).answers(
                SHIPPED / "chart-vega-bar-5001.png", ["?"]
            )
        )


def test_the_offline_reader_answers_out_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Town,Boats\nEliham,12\nIsteby,31\n")
    line = {"document": "a.csv", "question": "How many boats are in Isteby?", "answer": "31", "about": "table"}
    (tmp_path / "questions.jsonl").write_text(json.dumps(line))
    (case,) = analyse(public_sets.open_set(tmp_path), [OfflineReader(way=way_of())])
    assert case.grade.right
    assert case.given.confidence is not None


def test_a_file_that_cannot_be_read_gets_no_answers(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    given = list(OfflineReader(way=way_of()).answers(tmp_path / "a.pdf", ["One?", "Two?"]))
    assert [one.text for one in given] == ["", ""]
    assert all(one.reason for one in given)
