"""Where attention ought to look, known of generated examples: from a name to the thing it names, or to the start of the
sequence when that is not there; from what is so to the same words in what was claimed; from a label of a chart to where
it is printed, to where its value ends, and to the print that tells the value; from a question about a page to its row
and column; from an answer to its next word where that was read; to each thing that is counted; and from a cell that is
to be drawn to the words that ask for what is there and for what it does, and to earlier cells that show the same.

Names were learnt, and places, but not to find the one by the other: asked where one of three things is, a model that
knew all three and their places told any of them, after a million such questions (docs/LOG.md). One head of one layer is
therefore shown where to look, in training only (supervised attention after Liu et al. 2016); what it finds is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import Chunk, Feature
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.train.looks.charts import at_values, values_of
from sensorium.native.train.looks.claims import at_claims
from sensorium.native.train.looks.drawing import at_origins, at_words, before_cells
from sensorium.native.train.looks.heads import (
    ACT,
    COPY,
    HEED,
    LOOK,
    NOWHERE,
    OTHER,
    POINT,
    SAME,
    SAY,
    TALLY,
    TELL,
    Watch,
)
from sensorium.native.train.looks.naming import names_of
from sensorium.native.train.looks.reading import at_next_words, at_print
from sensorium.native.train.looks.things import at_things, meant, places_by_name, places_of_each, views_of
from sensorium.native.worlds.example import Example

__all__ = ["ACT", "COPY", "HEED", "LOOK", "OTHER", "POINT", "SAME", "SAY", "TALLY", "TELL", "Watch", "looks_of"]


def looks_of(chunk: Chunk, features: Sequence[Feature], example: Example, words: WordTokenizer) -> tuple[Look, ...]:
    """The looks of a lesson about an example that says what it shows, or what it draws; none of others."""
    found: list[Look] = []
    views = views_of(features, example)
    named = example.named or (() if example.printed else example.shown)
    told = bool(example.telling) and not views  # a chart in words alone
    if views and named:
        places = places_by_name(views, named, example)
        if example.printed:
            values = values_of(chunk, places, views[0].start, example, words)
            found += at_values(chunk, values, words)
        else:
            places |= {name: {NOWHERE} for name in example.missing}
            about = [[things for name in names if (things := meant(name, places))] for names in example.about]
            counted = [places_of_each(views[-1], things, example) for things in example.counted]
            found += at_things(chunk, views[-1], names_of(places, words), about, counted)
            found += at_claims(chunk, words)
    elif example.printed and example.about:
        found += at_print(chunk, example, words)
    elif told:
        found += at_values(chunk, values_of(chunk, {}, 0, example, words), words)
    if example.drawn and (before := before_cells(chunk)):
        found += at_origins(before, example.origins)
        for kind, drawn in ((HEED, example.drawn), (ACT, example.doing)):
            found += at_words(chunk, kind, before, drawn, words)
    if example.printed or example.tools or told:
        counts = {str(len(example.named))} if example.named else set()  # of a chart's values: they stand nowhere
        found += at_next_words(chunk, offered=told or bool(example.tools), unread=_turns(example, counts))
    return tuple(found)


def _turns(example: Example, answers: AbstractSet[str]) -> frozenset[int]:
    """The turns of an example, from 0, that have one of these answers."""
    given = [example.reply[0], *(answer for _, answer in example.further)]
    return frozenset(turn for turn, answer in enumerate(given) if isinstance(answer, str) and answer in answers)
