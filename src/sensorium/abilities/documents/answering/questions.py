"""What a question wants: an amount, a number, a day, a name, a place; the greatest, the sum; its words that tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sensorium.abilities.documents.answering.question_words import EMPTY, KINDS, RECKONED, WHICH, Reckoned, Wanted
from sensorium.abilities.documents.answering.retrieval import stems
from sensorium.abilities.documents.extraction.folding import fold


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question and what is to be known of it. words: those that tell, folded, without endings."""

    text: str
    wanted: Wanted
    reckoned: Reckoned
    words: tuple[str, ...]

    @property
    def asks_which(self) -> bool:
        """Whether a name is wanted, not a value: "which product", "who has the most"."""
        return bool(WHICH.match(self.text))


def question_of(text: str) -> Question:
    """What a question wants."""
    kind: Wanted = next((kind for kind, pattern in KINDS if re.search(pattern, text, re.IGNORECASE)), "anything")
    reckoned: Reckoned = next((how for how, pattern in RECKONED if re.search(pattern, text, re.IGNORECASE)), "")
    plain = re.sub(
        "|".join(f"(?:{pattern})" for _, pattern in RECKONED if _ != "count"), " ", text, flags=re.IGNORECASE
    )
    return Question(text=text, wanted=kind, reckoned=reckoned, words=telling_words(plain) or telling_words(text))


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, folded, without endings, each once."""
    words = re.findall(r"[^\W_]+|[#%]", text)
    return tuple(dict.fromkeys(one for word in words if fold(word) not in EMPTY for one in stems(word)))
