"""How the steps of the tour are judged: the scores of `evaluate`, with what the judge saw or heard beside them."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.evaluation import scores
from sensorium.abilities.evaluation.scores import Score
from sensorium.content import Reply
from sensorium.errors import InvalidInput, MissingDependency
from sensorium.native.worlds.art import THINGS
from sensorium.native.worlds.clips.motion import MOTIONS
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.judges import movements, see
from sensorium.native.worlds.judges.reading import distance
from sensorium.native.worlds.judges.recogniser import SAMPLE_RATE_HZ
from sensorium.native.worlds.speech.sentences import spoken_words
from sensorium.surfaces.demo.steps import Judge, Judgement, Mark

DECLINING = frozenset({"no", "not", "nothing", "none", "noise", "unknown", "unclear", "cannot", "can't", "don't"})


def by(score: Score, case: Example, given: Collection[str] = ()) -> Judge:
    """A judge from a score of `evaluate`; figures named in `given` hold for every reply by construction.

    Where a judge's program is missing the matter stays open; a reply that is no sense to the judge is wrong.
    """

    def judge(reply: Reply) -> Judgement:
        try:
            figures = score(reply, case)
            marks = tuple(Mark(what=what, share=share, given=what in given) for what, share in figures.items())
            return Judgement(marks=marks, seen=observed(reply))
        except MissingDependency as error:
            return Judgement(seen=error.message)
        except InvalidInput as error:
            return Judgement(marks=(Mark(what="can be judged", share=0.0),), seen=error.message)

    return judge


def heard(text: str) -> Judge:
    """What an outside recogniser hears: the share of the words of `text`, one minus the word error rate."""

    def judge(reply: Reply) -> Judgement:
        assert reply.audio is not None
        try:
            found = scores.recogniser().hear(reply.audio.mono().resampled(SAMPLE_RATE_HZ).samples[0])
        except MissingDependency as error:
            return Judgement(seen=error.message)
        wanted = spoken_words(text)
        share = max(0.0, 1 - distance(wanted, spoken_words(found)) / len(wanted))
        seen = f"the outside recogniser (pocketsphinx) hears: {found or 'nothing'}"
        return Judgement(marks=(Mark(what="words heard", share=share),), seen=seen)

    return judge


def declines(reply: Reply) -> Judgement:
    """For a picture that shows none of the things it knows: only an answer that says so is right."""
    words = re.findall(r"[a-z']+", reply.text.casefold())
    said = f" {' '.join(words)} "
    named = [
        thing.name
        for thing in THINGS.values()
        if any(f" {name.casefold()} " in said for name in (thing.name, thing.plural))
    ]
    share = float(not DECLINING.isdisjoint(words) and not named)
    seen = f"it names what is not there: {', '.join(named)}" if named else ""
    return Judgement(marks=(Mark(what="says that it cannot tell", share=share),), seen=seen)


def says(word: str) -> Judge:
    """Right when the answer holds `word`, as a word of its own."""

    def judge(reply: Reply) -> Judgement:
        said = re.findall(r"\w+", reply.text.casefold())
        return Judgement(marks=(Mark(what=f"says {word}", share=float(word.casefold() in said)),))

    return judge


def observed(reply: Reply) -> str:
    """What the checkers of the drawn world make of a picture or clip."""
    if reply.video is not None:
        moving = [f"something {MOTIONS[one.motion].verb}" for one in movements(reply.video.frames)]
        return f"{_shown(reply.video.frames[0])} at first; then {', '.join(moving) or 'nothing moves'}"
    if reply.image is not None:
        return _shown(reply.image.pixels)
    return ""


def _shown(pixels: NDArray[np.uint8]) -> str:
    sight = see(pixels, scores.gallery())
    things = [" ".join(filter(None, (thing.size, thing.colour, thing.name))) for thing in sight.things]
    unknown = [f"{sight.unknown} × something unlike all it knows"] if sight.unknown else []
    return f"the checker sees {', '.join([*things, *unknown]) or 'nothing'} on a {sight.ground} ground"
