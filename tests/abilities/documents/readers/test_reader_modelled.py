"""A model as a reader: lines found, cut out, and answers put where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.readers.modelled import ModelReader, placed
from sensorium.content import Image
from sensorium.models.native import NativeModel
from sensorium.native.encoders.lines import LineBox


@dataclass
class Scripted:
    """Answers in turn, and what it was shown."""

    answers: Sequence[tuple[str, float | None]]
    name: str = "scripted"
    shown: list[Image] = field(default_factory=list)

    def generate_all(self, prompts: Sequence[Sequence[object]], **_settings: object) -> Iterator[tuple[int, object]]:
        self.shown = [prompt[0] for prompt in prompts]  # type: ignore[misc]
        for index in reversed(range(len(prompts))):
            text, confidence = self.answers[index]
            yield index, SimpleNamespace(text=text, confidence=confidence)


def test_each_line_is_read_alone(print_page: Callable[..., Image]) -> None:
    model = Scripted([("Invoice 4711", 0.75), ("", 0.1), ("delivered", None)])
    page: Image = print_page(("Invoice 4711 of March", "for the green garden", "delivered to Mrs Baker"))
    words = ModelReader(model=model).read(page)  # type: ignore[arg-type]
    assert [(word.text, word.confidence) for word in words] == [("Invoice", 0.75), ("4711", 0.75), ("delivered", 0.5)]
    assert {word.source for word in words} == {"sensorium/scripted"}
    assert words[0].box.bottom < words[2].box.top
    assert all(shown.height < 60 for shown in model.shown)


def test_the_built_in_kind_of_model_can_be_asked(tiny: NativeModel, print_page: Callable[..., Image]) -> None:
    reader = ModelReader(model=tiny)
    words = reader.read(print_page(("Invoice 4711 of March",)))
    assert reader.name == "sensorium/tiny"
    assert all(0 <= word.confidence <= 1 for word in words)


@given(st.text(), st.integers(1, 900))
def test_words_share_their_line(text: str, width: int) -> None:
    found = list(placed(text, LineBox(10, 20, 10 + width, 40)))
    assert [word for word, _ in found] == text.split()
    edges = [edge for _, box in found for edge in (box.left, box.right)]
    assert edges == sorted(edges)
    assert all(10 <= edge <= 10 + width + 1e-6 for edge in edges)
