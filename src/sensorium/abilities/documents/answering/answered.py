"""An answer about a document, with the places that it is from, or why there is none; and what may be one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word

EXTRACTIVE: Final = "extractive"  # words of the document, found without a model


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Where an answer is from: words as they stand on a page (from 1), in a box (points)."""

    page: int
    box: Box
    text: str
    words: tuple[Word, ...] = field(default=(), repr=False)

    def told(self) -> dict[str, object]:
        """For JSON."""
        return {"page": self.page, "box": self.box.told(), "text": self.text}


@dataclass(frozen=True, kw_only=True)
class Answered:
    """text: the answer, "" where there is none; reason: why there is none, or how it came about.

    citations: what it rests on. confidence: the probability that it is right, 0 to 1. by: "extractive", or the name of
    a model. unsupported: sentences of a model that nothing on the pages bears out.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    reason: str = ""
    by: str = EXTRACTIVE
    unsupported: tuple[str, ...] = ()

    @property
    def abstained(self) -> bool:
        """Whether there is no answer."""
        return not self.text

    def told(self) -> dict[str, object]:
        """For JSON."""
        return {
            "answer": self.text or None,
            "citations": [citation.told() for citation in self.citations],
            "confidence": round(self.confidence, 3),
            "reason": self.reason,
            "by": self.by,
            "unsupported": list(self.unsupported),
        }


@dataclass(frozen=True, kw_only=True)
class Possible:
    """An answer that may be right, how sure that is, what it rests on, how it came about."""

    text: str
    confidence: float
    citations: tuple[Citation, ...]
    how: str
