"""What readers claim, and what is made of it. Knows neither pages nor sounds: a place is numbers of any one unit."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

Place: TypeAlias = tuple[float, float, float, float]
"""Where a word stands: left, top, right, bottom. Of a word that was heard: its start, 0, its end, 1."""

Agreement: TypeAlias = Literal["same", "spacing", "differ", "alone"]
"""Of the readers where a word stands: all read the same; the same letters, parted otherwise; not the same; one read
something, the others nothing."""

TRUSTED = 0.5  # from this probability on a word is taken for read

_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A word as one reader gives it. confidence: 0 to 1 as that reader tells it, None where it tells none."""

    text: str
    confidence: float | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """What another reader has where a word stands: "" for nothing."""

    reader: str
    text: str
    confidence: float | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is believed of one span. words: as `reader` gives them, unchanged; ballots: what all the others have there.

    confidence: the probability, 0 to 1, that `text` is what stands there. calibrated: whether that was fitted on such
    readings; else it is the reader's own figure, or 0.5, and only agreement counts. obscured: why it cannot be read in
    full, "" where it can.
    """

    words: tuple[Claim, ...]
    reader: str
    ballots: tuple[Ballot, ...]
    agreement: Agreement
    confidence: float
    calibrated: bool = True
    obscured: str = ""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def supported(self) -> bool:
        """Whether another reader read the same."""
        return self.agreement == "same"

    @property
    def abstains(self) -> bool:
        """Whether it is better to say nothing than this."""
        disputed = not self.calibrated and bool(self.ballots) and not self.supported
        return self.confidence < TRUSTED or bool(self.obscured) or disputed


def printed(text: str) -> str:
    """Text for comparison as print: ligatures taken apart, curly quotes straight, dashes one; case and digits stay."""
    return unicodedata.normalize("NFKC", text).translate(_ALIKE)


def spoken(text: str) -> str:
    """Text for comparison as speech, which has neither case nor marks."""
    return "".join(letter for letter in printed(text).casefold() if letter.isalnum() or letter == "'")


def exact(text: str) -> bool:
    """Whether a word may be a number, a code or a name: it holds something that is no small letter, marks aside."""
    inside = text.strip(".,;:!?()\"'“”‘’")
    return not (inside and all(letter.islower() or letter in "-'’" for letter in inside))


def parts_numbers(text: str) -> bool:
    """Whether a space stands between two digits: "1 000" is not "1000"."""
    return any(one[-1].isdigit() and other[0].isdigit() for one, other in pairwise(text.split()))
