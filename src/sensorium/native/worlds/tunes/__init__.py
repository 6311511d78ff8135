"""Tunes: composed by rule or printed long ago, asked for in words, and judged by outside readers."""

from sensorium.native.worlds.tunes.copies import KnownRuns, Nearest, TuneIndex, copy_distance, steps_of
from sensorium.native.worlds.tunes.judging import Verdict, judge_tune
from sensorium.native.worlds.tunes.piece import Piece, pair_is_held_out, piece_of
from sensorium.native.worlds.tunes.printed import PrintedTunes
from sensorium.native.worlds.tunes.wording import description
from sensorium.native.worlds.tunes.world import Tunes, composed

__all__ = [
    "KnownRuns",
    "Nearest",
    "Piece",
    "PrintedTunes",
    "TuneIndex",
    "Tunes",
    "Verdict",
    "composed",
    "copy_distance",
    "description",
    "judge_tune",
    "pair_is_held_out",
    "piece_of",
    "steps_of",
]
