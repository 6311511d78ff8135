"""The grammar by which a recogniser judges speech: all that the model may say of scenes and in numbers.

It covers every name, colour, size, count, relation and place of the spoken sentences, and every number. It is
published as `docs/spoken.jsgf`, so that others can judge by it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sensorium.native.worlds.speech.sentences import RULES, spoken_words

NAME = "spoken"
PUBLIC = "sentence"


def _any_of(lines: Iterable[str]) -> str:
    """Alternatives as they are said, each once."""
    return " | ".join(dict.fromkeys(" ".join(spoken_words(line)) for line in lines))


EXPANSIONS: Mapping[str, str] = {
    PUBLIC: "<shown> | <told> | [<before number>] <number> [dollars | is on floor <number> | <sum>]",
    "shown": "[<opening>] <thing> (<link> <thing>)* [<ending>] | there are no <names> here",
    "told": "the [<size>] [<colour>] <name> is (<relation> the [<size>] [<colour>] <name> | [<size> and] <colour>)"
    " | the <names> are <place>",
    "opening": "there is | there are | i see | this is | it is | the picture shows | i counted",
    "thing": "(a | an) [<size>] [<colour>] <name> | <number> [<size>] [<colour>] <names>",
    "link": "[<relation> | and]",
    "ending": "<place> [(of | on) (a | an) <colour> ground] | on (a | an) <colour> ground",
    "before number": "the number is | the answer is | the total is | it costs | page | the value for <month> is"
    " | the highest bar is | room | my code is | call",
    "sum": "plus <number> makes <number>",
    "number": "<number word>+",
    "number word": _any_of((*RULES["digit"], *RULES["teen"], *RULES["tens"], "hundred", "thousand")),
    "name": _any_of(RULES["thing"]),
    "names": _any_of(RULES["things"]),
    "size": _any_of(RULES["size"]),
    "colour": _any_of(RULES["colour"]),
    "relation": _any_of(RULES["relation"]),
    "place": _any_of(RULES["place of picture"]),
    "month": _any_of(RULES["month"]),
}
"""Rules in JSGF, but that names of rules may hold spaces."""

PRONOUNCED: Mapping[str, str] = {
    "beehives": "B IY HH AY V Z",
    "clovers": "K L OW V ER Z",
    "compasses": "K AH M P AH S IH Z",
    "dartboards": "D AA R T B AO R D Z",
    "dragonflies": "D R AE G AH N F L AY Z",
    "dragonfly": "D R AE G AH N F L AY",
    "igloos": "IH G L UW Z",
    "octopuses": "AA K T AH P UH S IH Z",
    "popsicles": "P AA P S IH K AH L Z",
    "seahorse": "S IY HH AO R S",
    "seahorses": "S IY HH AO R S IH Z",
    "skateboards": "S K EY T B AO R D Z",
    "snowmen": "S N OW M EH N",
    "teapots": "T IY P AA T S",
    "unicorns": "Y UW N IH K AO R N Z",
    "xylophones": "Z AY L AH F OW N Z",
    "yos": "Y OW Z",
}
"""Words that the recogniser's dictionary lacks, in its phones."""

SEARCH: Mapping[str, float] = {"maxhmmpf": 1000, "silprob": 0.5}
"""How the recogniser searches: chosen on the teacher's voice saying sentences of the training split."""

_SYMBOL = re.compile(r"<[^>]+>|[a-z']+|[\[\]()|*+]")
_PATTERNS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "*": "*", "+": "+"}


def jsgf() -> str:
    """The grammar in the Java Speech Grammar Format, lower case."""
    lines = ["#JSGF V1.0;", f"grammar {NAME};"]
    for rule, expansion in EXPANSIONS.items():
        head = f"public <{rule}>" if rule == PUBLIC else f"<{rule}>"
        lines.append(re.sub(r"<[^>]+>", lambda name: name[0].replace(" ", "_"), f"{head} = {expansion};"))
    return "\n".join(lines) + "\n"


def covers(text: str) -> bool:
    """Whether the grammar holds a sentence; capitals and punctuation do not matter, figures are numbers in words."""
    return _sentence().fullmatch("".join(f"{word} " for word in spoken_words(text))) is not None


@lru_cache(maxsize=1)
def _sentence() -> re.Pattern[str]:
    return re.compile(_pattern(PUBLIC))


def _pattern(rule: str) -> str:
    """A rule as a regular expression of words, each with a space behind it."""
    found = ""
    for symbol in _SYMBOL.findall(EXPANSIONS[rule]):
        if symbol[0] == "<":
            found += _pattern(symbol[1:-1])
        else:
            found += _PATTERNS.get(symbol) or f"(?:{symbol} )"
    return f"(?:{found})"
