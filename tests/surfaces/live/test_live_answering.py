"""Who is asked what, for models that hear or speak and for those that only read and write."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.content import Audio, Image, Message, Modality, Reply, Text, ToolCall, Usage
from sensorium.errors import ProviderError, TooLarge, UnsupportedCapability
from sensorium.events import AudioChunk, Event, PartDone, ReplyDone, TextDelta
from sensorium.models.model import Abilities
from sensorium.models.native import NativeModel
from sensorium.models.running import Order, Runner, runner_of
from sensorium.surfaces.live.answering import answered, sayable, split, written_down
from sensorium.surfaces.live.asks import Answer, Finished, Piece, Words
from sensorium.surfaces.live.cast import Cast
from sensorium.surfaces.live.formats import PCM
from sensorium.surfaces.live.items import Called, Item, Returned, Said, Shown, Typed
from sensorium.surfaces.live.playback import Sound
from sensorium.surfaces.live.settings import Speaking

TONE = np.full(1_600, 0.1, np.float32)
RED = Image(np.full((4, 4, 3), 200, np.uint8))


class Scripted:
    """A runner and its model: says the same to everyone, and remembers what it was asked."""

    def __init__(self, inputs: str, outputs: str, says: Sequence[str] = ("It is red. ", "It is big.")) -> None:
        self.name = "scripted"
        self.abilities = Abilities(inputs=frozenset(inputs.split()), outputs=frozenset(outputs.split()))  # type: ignore[arg-type]
        self.model = self
        self.asked: list[Order] = []
        self.longest: int | None = None
        self._says = says

    async def events(self, order: Order) -> AsyncIterator[list[Event]]:
        self.asked.append(order)
        if self.longest is not None and len(order.asked) > self.longest:
            raise TooLarge("too long", limit=1, got=2, code="context_length_exceeded")
        yield []
        for events in self._told(order.outputs or ()):
            yield [events]
            await asyncio.sleep(0)
        usage = Usage(prompt={"text": 3}, completion={"text": 2} if "text" in (order.outputs or ()) else {"speech": 5})
        yield [ReplyDone(Reply(parts=(Text("".join(self._says)),), usage=usage, model=self.name))]

    def close(self) -> None: ...

    def _told(self, outputs: Sequence[Modality]) -> Iterator[Event]:
        words = "".join(self._says)
        if "text" in outputs:
            yield from map(TextDelta, self._says)
        else:
            yield AudioChunk("speech", Audio(TONE[None], 16_000))
            yield AudioChunk("speech", Audio(TONE[None], 16_000))
            yield PartDone("speech", Audio(np.tile(TONE, 2)[None], 16_000, words))


def cast(mind: object, lender: object | None = None) -> Cast:
    async def built_in() -> Runner:
        assert lender is not None, "nothing is to be lent"
        return lender  # type: ignore[return-value]

    return Cast(mind=mind, built_in=built_in)  # type: ignore[arg-type]


def said(known: str = "said", transcript: str | None = None) -> Item:
    return Item(id=known, role="user", content=[Said(TONE, PCM, transcript)])


def answer(*items: Item, aloud: bool = True, truncate: bool = True, **speaking: object) -> Answer:
    how = Speaking(aloud=aloud, **speaking)  # type: ignore[arg-type]
    return Answer(id="resp", items=items or (said(),), speaking=how, truncate=truncate)


def pieces_of(who: Cast, asked: Answer) -> list[Piece]:
    async def run() -> list[Piece]:
        return [piece async for piece in answered(who, asked)]

    return asyncio.run(run())


def finished(pieces: Sequence[Piece]) -> Finished:
    last = pieces[-1]
    assert isinstance(last, Finished)
    return last


def test_a_model_that_hears_and_speaks_needs_nobody() -> None:
    mind = Scripted("text audio", "text speech")
    pieces = pieces_of(cast(mind), answer(instructions="Be kind.", max_tokens=9, temperature=0.5, seed=3))
    (order,) = mind.asked
    assert (order.outputs, dict(order.settings)) == (("speech",), {"max_tokens": 9, "temperature": 0.5, "seed": 3})
    system, user = order.asked
    assert isinstance(system, Message)
    assert isinstance(user, Message)
    assert [part.text for part in system.parts if isinstance(part, Text)] == ["Be kind."]
    assert [type(part) for part in user.parts] == [Audio]
    sounds = [piece for piece in pieces if isinstance(piece, Sound)]
    assert [one.last for one in sounds] == [False, False, True]
    assert sounds[-1].words == "It is red. It is big."
    assert sum(one.duration_s for one in sounds) == pytest.approx(0.2, abs=0.001)
    assert finished(pieces).usage == Usage(prompt={"text": 3}, completion={"speech": 5})


def test_a_model_that_only_writes_is_lent_a_voice_that_begins_before_it_is_done() -> None:
    mind, voice = Scripted("text audio", "text"), Scripted("text audio", "speech")
    pieces = pieces_of(cast(mind, voice), answer(seed=4))
    assert [order.asked for order in voice.asked] == [("Say: It is red.",), ("Say: It is big.",)]
    assert [order.settings for order in voice.asked] == [{"seed": 4}, {"seed": 4}]
    words = [piece.text for piece in pieces if isinstance(piece, Words)]
    assert words == ["It is red. ", "It is big."]
    ends = [piece.words for piece in pieces if isinstance(piece, Sound) and piece.last]
    assert ends == ["It is red.", "It is big."]
    assert finished(pieces).notes == (
        "the voice said 'It is red. It is big.' for 'It is red.'",
        "the voice said 'It is red. It is big.' for 'It is big.'",
    )
    assert finished(pieces).usage == Usage(prompt={"text": 9}, completion={"text": 2, "speech": 10})


def test_a_model_that_only_reads_is_shown_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    mind, ears = Scripted("text", "text speech"), Scripted("text audio", "text", says=("what ", "is this"))
    who = cast(mind, ears)

    async def run() -> list[str | Reply]:
        return [one async for one in written_down(who, Said(TONE, PCM))]

    *words, reply = asyncio.run(run())
    assert words == ["what ", "is this"]
    assert isinstance(reply, Reply)
    pieces_of(who, answer(said(transcript="what is this")))
    (message,) = mind.asked[0].asked
    assert isinstance(message, Message)
    assert [part.text for part in message.parts if isinstance(part, Text)] == ["what is this"]
    assert who.about == {
        "hears": "sensorium/seedling",
        "answers": "scripted",
        "speaks": "scripted",
        "cascade": ["ears"],
        "remembers": True,
    }


@pytest.mark.parametrize(
    ("says", "told", "shown"),
    [
        (("There", " is no", " speech."), [], "(no words were heard)"),
        (("There", " is no", " bread."), ["There is no bread."], "There is no bread."),
        (("There", " is"), ["There is"], "There is"),
        (("A", " cup", " There"), ["A", " cup", " There"], "A cup There"),
    ],
)
def test_what_the_ears_remark_is_no_words_of_the_user(says: tuple[str, ...], told: list[str], shown: str) -> None:
    mind, ears = Scripted("text", "text speech"), Scripted("text audio", "text", says=says)
    who = cast(mind, ears)

    async def run() -> list[str | Reply]:
        return [one async for one in written_down(who, Said(TONE, PCM))]

    *words, reply = asyncio.run(run())
    assert words == told
    assert isinstance(reply, Reply)
    assert (reply.text, reply.usage.total_tokens) == ("".join(told), 5)
    pieces_of(who, answer(said(transcript=reply.text)))
    (message,) = mind.asked[0].asked
    assert isinstance(message, Message)
    assert [part.text for part in message.parts if isinstance(part, Text)] == [shown]


def test_an_answer_in_words_is_not_spoken() -> None:
    mind = Scripted("text audio", "text")
    pieces = pieces_of(cast(mind), answer(aloud=False))
    assert not [piece for piece in pieces if isinstance(piece, Sound)]
    assert mind.asked[0].outputs == ("text",)


def test_the_built_in_model_hears_writes_and_then_speaks(tiny: NativeModel) -> None:
    async def run() -> tuple[list[Piece], Mapping[str, object]]:
        runner = runner_of(tiny)
        who = cast(runner)
        pieces = [piece async for piece in answered(who, answer(seed=1, max_tokens=3))]
        runner.close()
        return pieces, who.about

    pieces, about = asyncio.run(run())
    assert about == {"hears": "tiny", "answers": "tiny", "speaks": "tiny", "cascade": [], "remembers": False}
    told = "".join(piece.text for piece in pieces if isinstance(piece, Words))
    assert [piece.words for piece in pieces if isinstance(piece, Sound) and piece.last] == [told.strip()]
    assert finished(pieces).usage.completion.keys() == {"text", "speech"}


def test_the_oldest_turns_are_left_out_where_all_is_too_long() -> None:
    mind = Scripted("text audio", "text")
    mind.longest = 2
    turns = [Item(id=str(n), role="user" if n % 2 == 0 else "assistant", content=[Typed(str(n))]) for n in range(5)]
    pieces = pieces_of(cast(mind), answer(*turns, aloud=False))
    assert [len(order.asked) for order in mind.asked] == [5, 4, 2]
    assert finished(pieces).notes == ("3 of the oldest turns were left out: together they are too long",)
    with pytest.raises(TooLarge):
        pieces_of(cast(mind), answer(*turns, aloud=False, truncate=False))
    mind.longest = 0
    with pytest.raises(TooLarge):
        pieces_of(cast(mind), answer(*turns, aloud=False))


def test_a_mind_with_little_room_is_not_asked_for_every_turn_that_is_left_out() -> None:
    mind = Scripted("text audio", "text")
    mind.longest = 9
    turns = [Item(id=str(n), role="user" if n % 2 == 0 else "assistant", content=[Typed(str(n))]) for n in range(500)]
    pieces_of(cast(mind), answer(*turns, aloud=False))
    assert len(mind.asked) < 16
    assert len(mind.asked[-1].asked) > mind.longest / 2


def test_what_a_call_gave_is_not_shown_alone_however_long_it_is() -> None:
    mind = Scripted("text audio", "text")
    mind.longest = 0
    call = Item(id="call", role="assistant", content=[Called(ToolCall("lamp", "{}", "c"))])
    gave = Item(id="gave", role="tool", content=[Returned("c", "on")])
    with pytest.raises(TooLarge):
        pieces_of(cast(mind), answer(call, gave, aloud=False))


def test_where_a_call_is_left_out_so_is_what_it_gave() -> None:
    mind = Scripted("text audio", "text")
    mind.longest = 2
    call = Item(id="call", role="assistant", content=[Called(ToolCall("lamp", "{}", "c"))])
    gave = Item(id="gave", role="tool", content=[Returned("c", "on")])
    asked = Item(id="asked", role="user", content=[Typed("And now?")])
    pieces = pieces_of(cast(mind), answer(call, gave, asked, aloud=False))
    assert [message.role for message in mind.asked[-1].asked if isinstance(message, Message)] == ["user"]
    assert finished(pieces).notes == ("2 of the oldest turns were left out: together they are too long",)


def test_what_the_voice_fails_at_is_raised() -> None:
    class Hoarse(Scripted):
        async def events(self, order: Order) -> AsyncIterator[list[Event]]:
            raise ProviderError("the voice is gone")
            yield []

    with pytest.raises(ProviderError, match="the voice is gone"):
        pieces_of(cast(Scripted("text audio", "text"), Hoarse("text", "speech")), answer())


def test_what_nobody_here_can_do_is_refused() -> None:
    with pytest.raises(UnsupportedCapability, match="answers aloud only"):
        cast(Scripted("text", "speech")).check(aloud=False)
    with pytest.raises(UnsupportedCapability, match="neither words nor speech"):
        cast(Scripted("text", "image")).check(aloud=True)
    cast(Scripted("text", "text")).check(aloud=True)


def test_pictures_and_words_of_a_turn_are_asked_together() -> None:
    mind = Scripted("text audio image", "text")
    shown = Item(id="shown", role="user", content=[Shown(RED)])
    pieces_of(cast(mind), answer(shown, said(), aloud=False))
    (message,) = mind.asked[0].asked
    assert isinstance(message, Message)
    assert [type(part) for part in message.parts] == [Image, Audio]


def test_words_are_said_in_breaths() -> None:
    assert split("It is red, and big. There a") == ["It is red,", "and big.", "There a"]
    assert split("3.5 metres") == ["3.5 metres"]
    assert split("Well... So?! Yes") == ["Well...", "So?!", "Yes"]
    assert split("no end " * 40)[0] == ("no end " * 17).strip()


def test_a_long_row_of_dots_takes_no_time() -> None:
    """It was read again from each of its dots, and the words so far are split with every word that comes."""
    begun = time.process_time()
    assert split("." * 20_000 + "x") == ["." * 20_000 + "x"]
    assert time.process_time() - begun < 1


@given(st.text("ab .,!", max_size=300))
def test_no_word_is_lost_between_breaths(text: str) -> None:
    assert " ".join(split(text)).split() == text.split()


def test_words_are_said_as_one_says_them() -> None:
    assert sayable("orderDrink size=small,") == "Order drink size small."
    assert sayable("There are Two!") == "There are Two!"
    assert sayable("zero") == "Zero."
