"""The built-in model behind the one interface: messages in, events out, in process and offline."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
import torch
from numpy.typing import NDArray

from sensorium.content import Audio, Image, Message, Modality, Music, Part, Reply, Video
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import Event, ReplyDone
from sensorium.models.model import (
    MODALITIES,
    Abilities,
    Asked,
    Offered,
    Settings,
    check_outputs,
    items_of,
    last_reply,
    messages_of,
    prompts_of,
    seeded,
    settings_of,
    tools_of,
)
from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import from_pretrained
from sensorium.native.engine.engine import Engine
from sensorium.native.engine.sampler import Sampling
from sensorium.native.engine.task import Request
from sensorium.native.engine.trace import Trace
from sensorium.native.laid import lay
from sensorium.native.prompt import over_context
from sensorium.native.tokens import ledger
from sensorium.native.tokens.grammar import Plan, WordGrammar
from sensorium.native.tokens.packing import Packable, in_groups, pack
from sensorium.native.tokens.phrases import phrased
from sensorium.native.tokens.structured import caller, follower

NAME = "sensorium/seedling"
VOICE = "rms"
PICTURE_SIZE = "128x128"
CLIP_SECONDS = 2.0
ABLE = "models that can: see `sensorium models`"
SEED_BITS = 31
MOST_STOPS, LONGEST_STOP = 16, 500  # every one is looked for at every token
EMBEDDED_AT_ONCE = 4096  # positions: what a layer holds of them is some tens of megabytes


class NativeModel:
    """`sensorium/seedling`, or any checkpoint of its architecture. Any thread may ask: the engine, which all requests
    share, is entered by one at a time.
    """

    def __init__(self, assistant: Assistant, name: str = NAME, folder: Path | None = None) -> None:
        self.assistant = assistant
        self.name = name
        self.folder = folder  # where its checkpoint lies, if it came from one
        self._engine = Engine(assistant)
        self._alone = threading.RLock()  # again by one thread: a stream that is dropped may be closed within a step
        self._traces: WeakKeyDictionary[Reply, Trace] = WeakKeyDictionary()

    @classmethod
    def open(cls, folder: Path, name: str = NAME) -> NativeModel:
        """Load a checkpoint folder."""
        return cls(from_pretrained(folder), name, folder)

    @property
    def abilities(self) -> Abilities:
        everything = frozenset({"text", "image", "audio", "video", "music", "document"})
        return Abilities(
            inputs=everything,
            outputs=frozenset(MODALITIES),
            embeds=frozenset({"text", "image", "audio", "video", "music", "document"}),
        )

    def generate(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Reply:
        """Answer. `outputs` names the parts wanted, in order; None lets the model choose."""
        return last_reply(self.stream(*asked, outputs=outputs, **settings))

    def generate_all(
        self,
        prompts: Sequence[Sequence[Asked]],
        *,
        outputs: Sequence[Modality] | None = None,
        seeds: Sequence[int] | None = None,
        **settings: object,
    ) -> Iterator[tuple[int, Reply]]:
        """Answer many prompts in shared steps. What a caller does not wait for is dropped."""
        given = seeded(settings, seeds, len(prompts))
        asked = zip(prompts_of(prompts), given, strict=True)
        requests = [self._request(prompt, outputs, one) for prompt, one in asked]
        for index, event in self._followed(requests):
            if isinstance(event, ReplyDone):
                yield index, event.reply

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        """Answer as events; the last is ReplyDone."""
        for _, event in self._followed([self._request(asked, outputs, settings)]):
            yield event

    def check(self, outputs: Sequence[Modality] | None, settings: Mapping[str, object]) -> None:
        """Raise what `stream` would raise for these outputs and settings, whatever is asked."""
        given = settings_of(settings)
        self._plan(self._outputs(outputs, given), given)
        _check_fixed(given)
        _sampling(given)

    def submit(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> int:
        """Queue a request that shares its steps with others; the ticket by which `step` tells its events."""
        request = self._request(asked, outputs, settings)
        with self._alone:
            return self._engine.submit(request)

    def step(self) -> list[tuple[int, Event]]:
        """Take every queued request one step further: (ticket, event) of what happened."""
        with self._alone:
            told = self._engine.step()
        return [(ticket, self._finished(event) if isinstance(event, ReplyDone) else event) for ticket, event in told]

    def cancel(self, ticket: int) -> None:
        """Drop a request wherever it is."""
        with self._alone:
            self._engine.cancel(ticket)

    def trace(self, reply: Reply) -> Trace | None:
        """Every position of the exchange that ended in `reply`; None for a reply that this model did not give."""
        return self._traces.get(reply)

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        """Prompt tokens by modality: what `Reply.usage.prompt` will say, counted by the same code."""
        return ledger.count(self.assistant.lay_out(messages_of(asked), tools_of(tools)).chunks)

    def embed(self, *items: str | Part) -> NDArray[np.float32]:
        """Unit vectors in one space for words, pictures, sounds and clips: float32, shape = (items, width). Raises
        InvalidInput for no items and for what is none, TooLarge for one that does not fit the context.
        """
        prompts, context = self.assistant.prompts, self.assistant.model.config.context
        sequences: list[Packable] = []
        for item in items_of(items):
            sequences.append(prompts.embeddable([item]))
            if len(sequences[-1]) > context:
                what = "what is embedded has to fit the model's context; cut it into pieces"
                raise over_context(what, context, len(sequences[-1]))
        return np.concatenate([self._embedded(few) for few in in_groups(sequences, EMBEDDED_AT_ONCE)])

    def _embedded(self, sequences: Sequence[Packable]) -> NDArray[np.float32]:
        batch = pack(sequences)
        ends = torch.tensor([start + length - 1 for start, length in batch.spans])
        model = self.assistant.model
        with torch.inference_mode():
            vectors: NDArray[np.float32] = model.embeddings(model.states(lay(batch))[ends]).numpy()
        return vectors

    def _followed(self, requests: Sequence[Request]) -> Iterator[tuple[int, Event]]:
        """Run requests in shared steps: (index of the request, event) as they happen."""
        events = self._engine.follow(requests)
        try:
            while (told := self._next(events)) is not None:
                index, event = told
                yield index, self._finished(event) if isinstance(event, ReplyDone) else event
        finally:
            with self._alone:
                events.close()  # type: ignore[attr-defined]  # what follows is a generator

    def _next(self, events: Iterator[tuple[int, Event]]) -> tuple[int, Event] | None:
        with self._alone:
            return next(events, None)

    def _request(
        self, asked: Sequence[Asked], outputs: Sequence[Modality] | None, given: Mapping[str, object]
    ) -> Request:
        messages, settings = messages_of(asked), settings_of(given)
        _check_fixed(settings)
        plan = self._plan(self._outputs(outputs, settings), settings)
        if plan.outputs is None or "video" in plan.outputs:
            plan = replace(plan, first_frame=self._first_frame(messages))
        return Request(
            messages=messages,
            plan=plan,
            sampling=_sampling(settings),
            seed=secrets.randbits(SEED_BITS) if settings.seed is None else settings.seed,
            partial_images=settings.partial_images,
            stop=settings.stop,
            tools=settings.offered,
            echo=_echoed(settings),
            top_logprobs=settings.top_logprobs,
        )

    def _plan(self, outputs: tuple[Modality, ...] | None, settings: Settings) -> Plan:
        """What a reply is held to. Raises InvalidInput for a schema or parameters that cannot be followed."""
        plan = Plan(outputs=outputs)
        if settings.max_tokens is not None:
            plan = replace(plan, max_words=settings.max_tokens)
        words, tools = self.assistant.words, settings.callable_tools
        if settings.schema is not None:
            plan = replace(plan, new_form=follower(words, settings.schema))
        if settings.vocabulary:
            plan = replace(plan, new_form=phrased(words, settings.vocabulary))
        if not tools:
            return plan
        new_form: Callable[[], WordGrammar] = caller(words, tools, free=not settings.must_call)
        next_call = caller(words, tools, free=False) if settings.parallel_tool_calls else None
        return replace(plan, new_form=new_form, next_call=next_call)

    def _outputs(self, outputs: Sequence[Modality] | None, settings: Settings) -> tuple[Modality, ...] | None:
        """The outputs wanted; of a text of a form, text at the least. Raises InvalidInput, UnsupportedCapability."""
        wanted = check_outputs(self, outputs, ABLE)
        forms = {"schema": settings.schema is not None, "vocabulary": bool(settings.vocabulary)}
        forms["tools"] = bool(settings.offered)
        if sum(forms.values()) > 1:
            first, *_ = asked_for = [name for name, formed in forms.items() if formed]
            what = f"the built-in model holds a reply to {' or to '.join(asked_for)}, not both"
            raise UnsupportedCapability(f"{what}; leave one of them out; {ABLE}", param=first)
        for name, formed in forms.items():
            if formed and wanted is not None and "text" not in wanted:
                what = f"{name}: what is written so is text; add text to the outputs, or leave {name} out"
                raise InvalidInput(what, param=name)
        must_write = forms["schema"] or forms["vocabulary"] or settings.must_call
        return wanted or ("text",) if must_write else wanted

    def _first_frame(self, messages: Sequence[Message]) -> NDArray[np.int64] | None:
        """Codes of the newest picture in the conversation: a clip starts from it."""
        pictures = [part for message in messages for part in message.parts if isinstance(part, Image)]
        if not pictures:
            return None
        pixels = torch.from_numpy(pictures[-1].pixels.copy()).permute(2, 0, 1).float() / 255
        codes: NDArray[np.int64] = self.assistant.model.picture_codec.encode(pixels[None, None])[0, 0].numpy()
        return codes

    def _finished(self, event: ReplyDone) -> ReplyDone:
        """The reply under this model's name; a clip made together with music carries it."""
        reply = event.reply
        settings = {**reply.settings, "voice": VOICE, "size": PICTURE_SIZE, "seconds": CLIP_SECONDS}
        trace = self._engine.traces[reply]
        parts = _with_music(reply.parts)
        done = ReplyDone(replace(reply, parts=parts, model=self.name, settings=settings, notes=trace.notes))
        self._traces[done.reply] = trace
        return done


def _with_music(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Put the first tune, else the first sound, under every silent clip; without one nothing is played."""
    if not any(isinstance(part, Video) and part.soundtrack is None for part in parts):
        return parts
    tune = next((part for part in parts if isinstance(part, Music)), None)
    sound: Audio | None = next((part for part in parts if isinstance(part, Audio)), None)
    if tune is not None:
        sound = tune.audio()
    if sound is None:
        return parts
    return tuple(
        part.with_soundtrack(sound) if isinstance(part, Video) and part.soundtrack is None else part for part in parts
    )


def _echoed(settings: Settings) -> dict[str, object]:
    """Of the settings that hold a reply to a form, those in effect."""
    if settings.schema is not None:
        return {"schema": settings.schema}
    if settings.vocabulary:
        return {"vocabulary": list(settings.vocabulary)}
    if not settings.tools:
        return {}
    return {
        "tools": [tool.name for tool in settings.every_tool],
        "tool_choice": settings.tool_choice or "auto",
        "parallel_tool_calls": bool(settings.parallel_tool_calls),
    }


def _sampling(settings: Settings) -> Sampling:
    return Sampling(temperature=settings.temperature, top_p=settings.top_p, guidance=settings.guidance)


def _check_fixed(settings: Settings) -> None:
    """The built-in model has one voice, one picture size, one length of clip: anything else is refused."""
    for name, given, only in (
        ("voice", settings.voice, VOICE),
        ("size", settings.size, PICTURE_SIZE),
        ("seconds", settings.seconds, CLIP_SECONDS),
    ):
        if given is not None and given != only:
            raise UnsupportedCapability(f"{NAME} offers {name}={only} only, got {given}; {ABLE}", param=name)
    if not 0 <= settings.partial_images <= 3:
        raise InvalidInput(f"partial_images must be 0 to 3, got {settings.partial_images}", param="partial_images")
    if not all(settings.stop):
        raise InvalidInput("stop is a list of words, none of them empty", param="stop")
    if len(settings.stop) > MOST_STOPS or any(len(word) > LONGEST_STOP for word in settings.stop):
        what = f"stop holds at most {MOST_STOPS} words, each of at most {LONGEST_STOP} characters"
        raise InvalidInput(what, param="stop")
    if settings.max_tokens is not None and settings.max_tokens < 1:
        raise InvalidInput(f"max_tokens must be at least 1, got {settings.max_tokens}", param="max_tokens")
