"""Documents that a model of the server reads: asked in its turn, shown the pages, and held to what stands there."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import pytest
from carried_samples import hybrid, shown
from document_samples import printed, ruled
from scripted_model import Scripted, Told

from sensorium.content import Image, Message, Modality, Reply, Text, Usage
from sensorium.events import Event, ReplyDone, TextDelta
from sensorium.models.model import Abilities, Asked
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.rates import Rates
from sensorium.surfaces.server.serving import Serving

PATH = "/v1/documents"
SCHEMA = {"type": "object", "properties": {"total": {"type": "number"}, "buyer": {"type": "string"}}}


class Reading(Scripted):
    """Says that the total is 96.50, and who bought, which no page tells."""

    name = "reader"

    def __init__(self, *inputs: str) -> None:
        self.abilities = Abilities(inputs=frozenset(inputs), outputs=frozenset({"text"}))
        self.asked: list[Message] = []
        self.settings: list[dict[str, object]] = []

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        ((message,),) = asked  # a conversation of one message
        assert isinstance(message, Message)
        self.asked.append(message)
        self.settings.append(settings)
        said = message.parts[-1]
        assert isinstance(said, Text)
        cited = next((line[1 : line.index("]")] for line in said.text.split("\n") if "] page" in line), "")
        told = json.dumps({"total": 96.5, "buyer": "Nobody & Sons"}) if "schema" in settings else f"Apples. [{cited}]"
        yield TextDelta(told)
        yield ReplyDone(
            Reply(parts=(Text(told),), usage=Usage(prompt={"text": 9}, completion={"text": 3}), model="reader")
        )

    def pictures(self) -> list[Image]:
        """Those it was shown, the last time."""
        return [part for part in self.asked[-1].parts if isinstance(part, Image)]


Ask = Callable[..., httpx2.Response]


@pytest.fixture
def models() -> dict[str, Any]:
    misled = Told('{"total": 191.0, "buyer": "Ortmann AG"}')
    return {"sees": Reading("text", "image"), "reads": Reading("text"), "draws": Reading("audio"), "misled": misled}


@pytest.fixture
def ask(models: dict[str, Any], serve: Callable[[Serving], AbstractContextManager[str]]) -> Iterator[Ask]:
    """Asks something of a document."""
    desk = Desk(tuple(models), load=lambda name: models[name])
    serving = Serving(desk=desk, rates=Rates(tokens=1_000.0, clock=lambda: 0.0))
    with serve(serving) as address, httpx2.Client(base_url=address, timeout=60) as http:

        def asked(data: bytes, what: str, **body: object) -> httpx2.Response:
            known = http.post(PATH, files={"file": ("a.pdf", data)}).json()["id"]
            until = time.monotonic() + 60
            while http.get(f"{PATH}/{known}").json()["status"] != "completed":
                assert time.monotonic() < until
                time.sleep(0.1)
            return http.post(f"{PATH}/{known}/{what}", json=body)

        yield asked


def test_a_model_fills_in_fields_and_is_held_to_the_pages(ask: Ask, models: dict[str, Any]) -> None:
    answer = ask(ruled(), "extractions", schema=SCHEMA, model="sees")
    found = answer.json()
    assert (found["object"], found["by"]) == ("document.extraction", "reader")
    assert found["values"] == {"total": 96.5, "buyer": "Nobody & Sons"}
    assert found["fields"]["total"]["grounded"]
    assert not found["fields"]["buyer"]["grounded"]
    assert answer.headers["x-ratelimit-remaining-tokens"] == "988"  # twelve were used
    (picture,) = models["sees"].pictures()
    assert (picture.width, picture.height) == (826, 1169)  # A4 at 100 dots an inch
    assert models["sees"].settings[-1]["schema"]["properties"].keys() == SCHEMA["properties"].keys()


def test_data_that_a_file_carries_are_held_against_what_the_model_reads(ask: Ask, models: dict[str, Any]) -> None:
    lines = shown("Total: EUR 119.00", "Total: EUR 191.00")
    found = ask(hybrid(lines=lines), "extractions", schema=SCHEMA, model="misled").json()
    assert (found["by"], found["disputed"]) == ("told", ["total"])
    assert found["values"] == {"total": 119.0, "buyer": "Ortmann AG"}
    total, buyer = found["fields"]["total"], found["fields"]["buyer"]
    assert (total["reader"], total["confidence"], total["supported"]) == ("embedded data", 0.5, False)
    assert (total["beside"]["value"], total["beside"]["reader"], total["beside"]["page"]) == (191.0, "told", 1)
    assert (buyer["reader"], buyer["supported"]) == ("embedded data", True)
    assert "119" not in models["misled"].words


def test_a_model_answers_with_citations(ask: Ask, models: dict[str, Any]) -> None:
    found = ask(printed([("Apples",)]), "questions", question="Which fruit?", model="reads").json()
    assert (found["object"], found["answer"], found["by"]) == ("document.answer", "Apples.", "reader")
    assert [one["page"] for one in found["citations"]] == [1]
    assert found["unsupported"] == []
    assert models["reads"].pictures() == []  # it takes none


def test_of_a_long_document_a_model_is_given_words_alone(ask: Ask, models: dict[str, Any]) -> None:
    assert ask(printed([("Apples",)] * 9), "questions", question="Which fruit?", model="sees").status_code == 200
    assert models["sees"].pictures() == []


@pytest.mark.parametrize(
    ("model", "status", "code"), [("nobody", 404, "model_not_found"), ("draws", 400, "invalid_request")]
)
def test_models_that_cannot_are_refused(ask: Ask, model: str, status: int, code: str) -> None:
    answer = ask(printed([("Apples",)]), "questions", question="Which fruit?", model=model)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), answer.text
