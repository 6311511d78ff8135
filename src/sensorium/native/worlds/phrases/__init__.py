"""The ways people ask: for each task, templates used in training and disjoint ones used in tests.

What fills a slot:
- `thing`: a noun without article ("dog", "red car"); plural for `count` ("apples"), with its article for `present`.
- `claim`: what may be said of a thing after "is" ("red", "at the top left", "above the dog", "highest up").
- `first`, `second`: nouns without article. `label`, `row`, `column`: the words printed on the chart or table, of which
  `chart_more` compares two, its `first` and `second`.
- `scene`: a noun phrase with its article ("a red car left of a dog"; for `film` "a dog moving to the right").
- `motion`: a bare verb phrase that may follow "make it" ("move to the right", "spin"). `doing`: its participle.
- `name`: the name of a sound ("rain", "dog bark"). `tune`: a noun phrase with its article ("a jig in D major").
- `do`: what a tool is to do, a bare verb phrase ("set an alarm for 7 o'clock").
- `words`: what is to be said, as written.

A task without slots makes sense beside an attached picture, sound, clip or page. No pictures and no sounds here:
the worlds put a question beside their own media.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from sensorium.native.worlds.art import with_article
from sensorium.native.worlds.example import Split
from sensorium.native.worlds.phrases.asking import ASKING
from sensorium.native.worlds.phrases.calling import CALLING
from sensorium.native.worlds.phrases.comparing import COMPARING
from sensorium.native.worlds.phrases.hearing import HEARING
from sensorium.native.worlds.phrases.judging import judge
from sensorium.native.worlds.phrases.making import MAKING
from sensorium.native.worlds.phrases.motion import MOTION
from sensorium.native.worlds.phrases.omni import OMNI
from sensorium.native.worlds.phrases.pictures import PICTURES
from sensorium.native.worlds.phrases.reading import READING
from sensorium.native.worlds.phrases.repeating import REPEATING
from sensorium.native.worlds.phrases.watching import WATCHING
from sensorium.native.worlds.phrases.wording import Wording, casual, taught_words, with_more, wording_of

_WRITTEN = PICTURES | ASKING | MOTION | WATCHING | READING | COMPARING | HEARING | MAKING | OMNI | REPEATING | CALLING
ARTICLE = re.compile(r"\b([Aa])n?(?= {(\w+)})")  # before a slot, whatever it fits
WORDINGS: Mapping[str, Wording] = MappingProxyType({task: with_more(task, one) for task, one in _WRITTEN.items()})
CASUAL_SHARE = 0.25  # of requests typed without capitals and without the mark at the end


def ask(task: str, split: Split, rng: np.random.Generator, **slots: str) -> str:
    """One way of asking for `task`, drawn from the templates of `split` and filled with `slots`.

    Raises KeyError for an unknown task and ValueError when the slots are not exactly those of the task.
    """
    wording = WORDINGS[task]
    if slots.keys() != wording.slots:
        raise ValueError(f"{task} takes the slots {sorted(wording.slots)}, got {sorted(slots)}")
    templates = wording.train if wording_of(split) == "train" else wording.test
    template = templates[int(rng.integers(len(templates)))]
    if rng.random() < CASUAL_SHARE:
        template = casual(template)
    return ARTICLE.sub(lambda found: found[1] + _rest_of_article(slots[found[2]]), template).format(**slots)


def _rest_of_article(words: str) -> str:
    """The "n" of "an", or nothing: what fits words that follow."""
    return with_article(words).partition(" ")[0][1:]


__all__ = ["CASUAL_SHARE", "WORDINGS", "Wording", "ask", "casual", "judge", "taught_words"]
