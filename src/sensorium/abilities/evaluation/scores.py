"""How a reply is judged against the truth of a case: each function returns named scores between 0 and 1.

Judges are analytic checkers of the generated worlds and outside engines, never the model itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sensorium.content import Image, Reply, Video
from sensorium.errors import InvalidInput
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.example import Example, Utterance
from sensorium.native.worlds.judges import continues, judge_clip, judge_motion, judge_scene, see, starts_from
from sensorium.native.worlds.judges.listener import name_sound
from sensorium.native.worlds.judges.reading import (
    chart_score,
    conclusion,
    distance,
    error_rate,
    parse_number,
    table_score,
    values_agree,
)
from sensorium.native.worlds.judges.recogniser import SAMPLE_RATE_HZ, Recogniser
from sensorium.native.worlds.speech import sentences, spoken_grammar
from sensorium.native.worlds.tunes import Verdict, judge_tune

Score: TypeAlias = Callable[[Reply, Example], Mapping[str, float]]

LONGER = ("pineapple", "oat milk", "sour milk", "soy milk")  # classes of groceries that end in another's name
ABSENT = re.compile(r"\bthere (?:is|are) no\b")


def exact(reply: Reply, case: Example) -> Mapping[str, float]:
    """The words of the answer, case, spacing and a final full stop aside."""
    return {"right": float(_folded(reply.text) == _folded(answer_of(case)))}


def concluded(reply: Reply, case: Example) -> Mapping[str, float]:
    """What the answer comes to, whatever values are said before it."""
    come_to, right = conclusion(reply.text), conclusion(answer_of(case))
    return {"right": float(_folded(come_to) == _folded(right))}


def called(reply: Reply, case: Example) -> Mapping[str, float]:
    """Whether the one tool is called that does what was asked for, and with the arguments that were said."""
    call = reply.calls[0] if len(reply.calls) == 1 else None
    named = call is not None and call.name == case.truth["name"]
    try:
        fits = call is not None and named and call.values == case.truth["arguments"]
    except InvalidInput:  # it was cut off
        fits = False
    return {"right name": float(named), "right arguments": float(fits)}


def answered(reply: Reply, case: Example) -> Mapping[str, float]:
    """Whether nothing is called where no tool fits, and the words are right."""
    return {"no call": float(not reply.calls), "right words": exact(reply, case)["right"]}


def verdict(reply: Reply, case: Example) -> Mapping[str, float]:
    """The last word of the answer: 'true' or 'false', whatever reasons come before it."""
    words, right = _folded(reply.text).split(), _folded(answer_of(case)).split()
    return {"right": float(words[-1:] == right[-1:])}


def grocery(reply: Reply, case: Example) -> Mapping[str, float]:
    """The kind of a grocery, and its coarse class, which names end in: "Royal Gala apple" is an apple, "pineapple" is
    not.
    """
    right = exact(reply, case)["right"]
    said, coarse = _folded(reply.text).rstrip("s"), str(case.truth["coarse"])
    named = said.endswith(coarse.rstrip("s")) and not (coarse not in LONGER and said.endswith(LONGER))
    return {"right": right, "right class": max(right, float(named))}


def described(reply: Reply, case: Example) -> Mapping[str, float]:
    """Share of the things in a scene that are named, and whether the whole description is right."""
    said = set(_names_of_things().findall(_folded(reply.text)))
    names = [{thing.name, gallery().plural(thing.name)} for thing in case.truth["scene"].things]
    return {"things named": _share([bool(said & both) for both in names]), "all right": exact(reply, case)["right"]}


@lru_cache(maxsize=1)
def _names_of_things() -> re.Pattern[str]:
    """Finds names of things, one and many: the longest first, for a hot dog is no dog."""
    names = {form for name in gallery().names for form in (name, gallery().plural(name))}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")


def characters(reply: Reply, case: Example) -> Mapping[str, float]:
    """One minus the character error rate."""
    return {"characters right": max(0.0, 1.0 - error_rate(answer_of(case), reply.text))}


def spoken_words(reply: Reply, case: Example) -> Mapping[str, float]:
    """One minus the word error rate of a transcript, whose commas and stops do not count."""
    wanted, got = _words(answer_of(case)), _words(reply.text)
    return {"words right": max(0.0, 1.0 - distance(wanted, got) / max(1, len(wanted)))}


def ordered(reply: Reply, case: Example) -> Mapping[str, float]:
    """An order as one line, what is wanted and each slot: word by word, and whether all of it is right."""
    return {**spoken_words(reply, case), "all right": exact(reply, case)["right"]}


def chart_table(reply: Reply, case: Example) -> Mapping[str, float]:
    """Share of a chart's values within 5% under the right label, and of its labels."""
    score = chart_score(case.truth["values"], reply.text)
    return {"values within 5%": score.values_right, "labels right": score.labels_right}


def page_table(reply: Reply, case: Example) -> Mapping[str, float]:
    """Share of a table's rows with all cells right."""
    return {"rows right": table_score(answer_of(case), reply.text).values_right}


def number(reply: Reply, case: Example) -> Mapping[str, float]:
    """A number within 5%."""
    truth = parse_number(answer_of(case))
    return {"within 5%": float(truth is not None and values_agree(truth, parse_number(reply.text)))}


def drawn(reply: Reply, case: Example) -> Mapping[str, float]:
    """Share of the things asked for that the picture shows, and that it shows in the right colour."""
    assert reply.image is not None
    seen = [(thing.name, thing.colour) for thing in see(reply.image.pixels, gallery()).things]
    wanted = [(thing.name, thing.colour) for thing in case.truth["scene"].things]
    return {
        "right things": _matched([name for name, _ in wanted], [name for name, _ in seen]),
        "right colours": _matched(wanted, seen),
    }


def yes_or_no(reply: Reply, case: Example) -> Mapping[str, float]:
    """Whether a reply says yes, or no, as the answer does; one that says both or neither is wrong. "There is no dog" is
    a no where that is the answer, and a mistake where it is not.
    """
    said, answer = reply.text.lower(), answer_of(case).lower()
    if not ABSENT.search(answer):
        said = ABSENT.sub("", said)
    return {"right": float(_said_yes_or_no(said) == _said_yes_or_no(answer))}


def _said_yes_or_no(text: str) -> set[str]:
    return set(re.findall(r"\b(?:yes|no)\b", text))


def drawn_things(reply: Reply, case: Example) -> Mapping[str, float]:
    """Share of the things asked for that the picture shows."""
    return {"right things": drawn(reply, case)["right things"]}


def related(reply: Reply, case: Example) -> Mapping[str, float]:
    """Whether a picture shows both of two things, in the relation asked for."""
    assert reply.image is not None
    return {"right relation": float(bool(judge_scene(case.truth["scene"], reply.image.pixels).relation))}


def drawn_and_told(reply: Reply, case: Example) -> Mapping[str, float]:
    """A picture of what was asked for, and what it shows, as an outside recogniser hears it."""
    return {**drawn_things(reply, case), **said(reply, case)}


def drawn_as_told(reply: Reply, case: Example) -> Mapping[str, float]:
    """The words of what was said, and a picture of them."""
    return {**spoken_words(reply, case), **drawn_things(reply, case)}


def filmed(reply: Reply, case: Example) -> Mapping[str, float]:
    """Whether the clip's first frame shows the thing asked for, and whether it moves as asked."""
    assert reply.video is not None
    clip = case.truth["clip"]
    names = [thing.name for thing in see(reply.video.frames[0], gallery()).things]
    return {
        "right thing": _matched([thing.name for thing in clip.scene.things], names),
        "right motion": float(judge_clip(clip, reply.video.frames).motions),
    }


def continued(reply: Reply, case: Example) -> Mapping[str, float]:
    """Whether a clip starts from the given picture."""
    assert reply.video is not None
    return {"starts from the picture": float(_starts_from(reply.video, case))}


def moved(reply: Reply, case: Example) -> Mapping[str, float]:
    """A continued picture whose thing stays itself and moves as asked."""
    assert reply.video is not None
    return {
        **continued(reply, case),
        "continues the picture": float(continues(case.truth["scene"], reply.video.frames)),
        "right motion": float(judge_motion(reply.video.frames) == case.truth["clip"].motions[0]),
    }


def said(reply: Reply, case: Example) -> Mapping[str, float]:
    """One minus the word error rate of what an outside recogniser (pocketsphinx, default model) hears."""
    return {"words heard": _share_heard(_heard(reply, recogniser()), sentences.spoken_words(answer_of(case)))}


def said_within(reply: Reply, case: Example) -> Mapping[str, float]:
    """The same, and what the recogniser hears when it is held to the published grammar."""
    wanted = sentences.spoken_words(answer_of(case))
    return {"words heard with the grammar": _share_heard(_heard(reply, grammarian()), wanted), **said(reply, case)}


def sounded(reply: Reply, case: Example) -> Mapping[str, float]:
    """Whether the analytic listener names the sound that was asked for; silence and half a second are none."""
    assert reply.audio is not None
    try:
        name = name_sound(reply.audio.mono().samples[0], reply.audio.sample_rate_hz)
    except InvalidInput:  # too short or silent: no sound that can be named
        return {"right sound": 0.0}
    return {"right sound": float(name == case.truth["name"])}


def composed(reply: Reply, case: Example) -> Mapping[str, float]:
    """Key, metre and kind where they were asked for, by an outside reader of ABC; and whether it is a tune at all."""
    assert reply.music is not None
    asked = {name: value for name, value in case.truth["asked"].items() if name in ("kind", "key", "metre")}
    verdict = judge_tune(reply.music.abc, **asked)
    judged = {"kind": verdict.kind_ok, "key": verdict.key_ok, "metre": verdict.metre_ok}
    hits = [judged[name] for name in asked]
    return {"as asked": _share(hits) if hits else 1.0, "parses, bars add up": float(_is_tune(verdict))}


def everything(reply: Reply, case: Example) -> Mapping[str, float]:
    """The omni sentence: things named, a clip that starts from the picture, a tune that parses; and all of it."""
    assert reply.video is not None
    assert reply.music is not None
    each = {
        "things named": described(reply, case)["things named"],
        "starts from the picture": float(_starts_from(reply.video, case)),
        "tune parses": float(_is_tune(judge_tune(reply.music.abc))),
    }
    return {**each, "all of it": float(min(each.values()) == 1.0)}


def _is_tune(verdict: Verdict) -> bool:
    return verdict.parses and verdict.bars_add_up


@lru_cache(maxsize=1)
def gallery() -> Gallery:
    """The things drawn by code."""
    return Gallery()


@lru_cache(maxsize=1)
def recogniser() -> Recogniser:
    """The outside ear."""
    return Recogniser()


@lru_cache(maxsize=1)
def grammarian() -> Recogniser:
    """The outside ear, held to the published grammar."""
    return Recogniser(spoken_grammar.jsgf(), spoken_grammar.PRONOUNCED, spoken_grammar.SEARCH)


def first_score(score: Score, reply: Reply, case: Example) -> float:
    """The first measure of a reply: the one that counts where one figure is wanted."""
    return next(iter(score(reply, case).values()))


def answer_of(case: Example) -> str:
    """The words of the right reply."""
    words = [
        part.text if isinstance(part, Utterance) else part for part in case.reply if isinstance(part, str | Utterance)
    ]
    return " ".join(words)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".!").casefold()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\s,;.!?]+", text.casefold())


_HEARD: WeakKeyDictionary[Reply, dict[Recogniser, list[str]]] = WeakKeyDictionary()  # to hear takes a second


def _heard(reply: Reply, ear: Recogniser) -> list[str]:
    """Words that a recogniser hears in a reply, which is judged more than once."""
    if reply.audio is None:
        return []
    known = _HEARD.setdefault(reply, {})
    if ear not in known:
        known[ear] = ear.hear(reply.audio.mono().resampled(SAMPLE_RATE_HZ).samples[0]).split()
    return known[ear]


def _share_heard(heard: Sequence[str], wanted: Sequence[str]) -> float:
    return max(0.0, 1.0 - distance(wanted, heard) / max(1, len(wanted)))


def _share(hits: list[bool]) -> float:
    return sum(hits) / max(1, len(hits))


def _matched(wanted: Sequence[object], found: Sequence[object]) -> float:
    """Share of `wanted` that `found` holds, each found one counting once."""
    rest = list(found)
    hits = 0
    for one in wanted:
        if one in rest:
            rest.remove(one)
            hits += 1
    return hits / max(1, len(wanted))


def _starts_from(video: Video, case: Example) -> bool:
    picture = next(part for part in case.prompt if isinstance(part, Image))
    return starts_from(picture.pixels, video.frames, gallery())
