"""What a question wants: an amount, a number, a day, a name, a place; the greatest, the sum; its words that tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sensorium.abilities.documents.answering.asking.question_words import (
    IMPLIED,
    KINDS,
    RECKONED,
    WHICH,
    Reckoned,
    Wanted,
)
from sensorium.abilities.documents.answering.wording.small_words import EMPTY
from sensorium.abilities.documents.answering.wording.stems import stems
from sensorium.abilities.documents.printed.folding import WORD, fold

_QUOTED = re.compile(
    r"[“„]([^“”„]{1,200})[”“]|«\s?([^«»]{1,200})\s?»|\"([^\"]{1,200})\"|「([^「」]{1,200})」|(?<!\w)[‘‚]([^‘’‚]{1,200})[’‘](?!\w)"
    r"|(?<!\w)'([^']{2,200})'(?!\w)"
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question and what is to be known of it. words: those that tell, folded, without endings; quoted: what stands in
    quotation marks, which is to be found as it is; about: the rest of the text.
    """

    text: str
    wanted: Wanted
    reckoned: Reckoned
    words: tuple[str, ...]
    quoted: tuple[str, ...] = ()
    about: str = ""

    @property
    def required(self) -> tuple[str, ...]:
        """The words that a passage has to have, when it holds what is wanted."""
        implied = IMPLIED.get(self.wanted, frozenset())
        return tuple(word for word in self.words if word not in implied) or self.words

    @property
    def asks_which(self) -> bool:
        """Whether a name is wanted, not a value: "which product", "who has the most"."""
        return bool(WHICH.match(self.text))


def question_of(text: str) -> Question:
    """What a question wants."""
    about = _QUOTED.sub(" ", text)
    kind: Wanted = next((kind for kind, pattern in KINDS if re.search(pattern, about, re.IGNORECASE)), "anything")
    reckoned: Reckoned = next((how for how, pattern in RECKONED if re.search(pattern, about, re.IGNORECASE)), "")
    plain = re.sub(
        "|".join(f"(?:{pattern})" for _, pattern in RECKONED if _ != "count"), " ", text, flags=re.IGNORECASE
    )
    return Question(
        text=text,
        wanted=kind,
        reckoned=reckoned,
        words=telling_words(plain) or telling_words(text),
        quoted=tuple(named for named in quoted_in(text) if any(letter.isalnum() for letter in named)),
        about=about,
    )


def quoted_in(text: str) -> list[str]:
    """What stands in quotation marks of any kind; apostrophes are none."""
    return [next(part for part in match.groups() if part is not None).strip() for match in _QUOTED.finditer(text)]


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, folded, without endings, each once."""
    words = re.findall(rf"{WORD}|[#%]", text)
    return tuple(dict.fromkeys(one for word in words if fold(word) not in EMPTY for one in stems(word)))
