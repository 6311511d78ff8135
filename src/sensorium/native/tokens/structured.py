"""Text held to a JSON schema, or to a call of a tool, while it is written: which tokens may come next, by llguidance
(Moskal et al. 2024).

The grammar of a reply asks for this mask instead of all words; the model then chooses among what is allowed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Tool
from sensorium.errors import InvalidInput
from sensorium.native.tokens.calls import call_form
from sensorium.native.tokens.tokenizer import WordTokenizer

if TYPE_CHECKING:
    from llguidance import LLTokenizer

QUOTE, BRACE, ENDS = b'"', b"{", (b"}", b"]")
IN_STRING = 0.5  # share of tokens of which more are allowed only inside of a string
LARGEST_SCHEMA = 100_000  # characters
# The text of a stream begins with a space that is not part of it.
GRAMMAR = 'start: " " object\nobject: %json {schema}'
CALLS = 'start: " " call\ncall: {calls}'
CALL = "call_{number}: {before} arguments_{number} {after}\narguments_{number}: %json {schema}"
COMPACT = {"x-guidance": {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}}


class JsonWords:
    """A text that is being written, and what may come next in it. Indices are those of the tokenizer."""

    free = calling = False

    def __init__(self, vocabulary: Vocabulary, grammar: str) -> None:
        from llguidance import LLMatcher

        self._vocabulary = vocabulary
        self._matcher = LLMatcher(vocabulary.llguidance, grammar)
        if self._matcher.is_error():
            reason = _first_line(self._matcher.get_error())
            raise InvalidInput(f"this JSON schema cannot be followed: {reason}", param="schema")

    @property
    def may_end(self) -> bool:
        """Whether what is written is whole."""
        return bool(self._matcher.is_accepting())

    def allowed(self, *, hurry: bool = False) -> NDArray[np.bool_]:
        """Which tokens may come next, shape = (tokens,). hurry: of them only what closes, where something does."""
        bits = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        mask: NDArray[np.bool_] = np.unpackbits(bits, bitorder="little")[: self._vocabulary.size].astype(np.bool_)
        return self._hurried(mask) if hurry else mask

    def _hurried(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Of a string its end; of anything else its end, or the least that comes before it."""
        quoting, ending = self._vocabulary.quoting, self._vocabulary.ending
        in_string = mask.mean() > IN_STRING
        fits = (mask & wanted for wanted in ((quoting,) if in_string else (ending, ~quoting)))
        return next((fit for fit in fits if fit.any()), mask)

    def advance(self, token: int) -> None:
        """Take a token that was allowed."""
        self._matcher.consume_token(token)


class CallWords:
    """A text that is a call of one of some tools; where it is free, any words instead, until it has begun like a call.

    What it is decides itself with the first token that is more than a space: the opening brace of a call, or a word.
    """

    def __init__(self, words: JsonWords, vocabulary: Vocabulary, *, free: bool) -> None:
        self._words, self._vocabulary = words, vocabulary
        self.free = free
        self.calling = not free
        self._settled = not free

    @property
    def may_end(self) -> bool:
        """Whether what is written is whole."""
        return self.free or self._words.may_end

    def allowed(self, *, hurry: bool = False) -> NDArray[np.bool_]:
        """Which tokens may come next in a call, as `JsonWords.allowed`."""
        return self._words.allowed(hurry=hurry)

    def advance(self, token: int) -> None:
        """Take a token."""
        if not self._settled:
            self._settle(token)
        if not self.free or not self._settled:
            self._words.advance(token)

    def _settle(self, token: int) -> None:
        """A call goes on with its opening brace, words with anything else; a space may be of both."""
        begins = bool(self._words.allowed()[token])
        brace = self._vocabulary.tokens[token].lstrip().startswith(BRACE)
        self._settled = not begins or brace
        self.calling = begins and brace
        self.free = not self.calling


class Vocabulary:
    """The tokens of a tokenizer as bytes, as llguidance wants them, and one more that ends a text.

    quoting, ending: which of them begin with a quotation mark, and with the end of an object or a list.
    """

    def __init__(self, words: WordTokenizer) -> None:
        tokens = words.tokens
        self.size = len(tokens)
        self.quoting = np.array([token.lstrip().startswith(QUOTE) for token in tokens])
        self.ending = np.array([token.startswith(ENDS) for token in tokens])
        self._words = words
        self._tokens = tokens

    @cached_property
    def llguidance(self) -> LLTokenizer:
        """What llguidance makes of it, once."""
        from llguidance import LLTokenizer, TokenizerWrapper

        return LLTokenizer(TokenizerWrapper(self))

    # What llguidance asks a tokenizer for.

    @property
    def eos_token_id(self) -> int:
        return self.size

    @property
    def bos_token_id(self) -> None:
        return None

    @property
    def tokens(self) -> list[bytes]:
        return [*self._tokens, b"<end>"]

    @property
    def special_token_ids(self) -> list[int]:
        return [self.size]

    def __call__(self, text: bytes | str) -> list[int]:
        said = text.decode(errors="replace") if isinstance(text, bytes) else text
        return self._words.indices(said)


def follower(words: WordTokenizer, schema: Mapping[str, object]) -> Callable[[], JsonWords]:
    """Makes a fresh `JsonWords` for each text. Raises InvalidInput for a schema that cannot be followed."""
    new = partial(JsonWords, vocabulary_of(words), GRAMMAR.replace("{schema}", _written(schema)))
    new()
    return new


def caller(words: WordTokenizer, tools: Sequence[Tool], *, free: bool) -> Callable[[], CallWords]:
    """Makes a fresh `CallWords` for each text: a call of one of the tools; free: or any words.

    Raises InvalidInput for parameters that cannot be followed.
    """
    rules = [CALLS.format(calls=" | ".join(f"call_{number}" for number in range(len(tools))))]
    for number, tool in enumerate(tools):
        before, after = map(json.dumps, call_form(tool.name))
        rule = CALL.replace("{number}", str(number)).replace("{before}", before).replace("{after}", after)
        rules.append(rule.replace("{schema}", _written(_closed(tool.parameters))))
    vocabulary, grammar = vocabulary_of(words), "\n".join(rules)

    def new() -> CallWords:
        return CallWords(JsonWords(vocabulary, grammar), vocabulary, free=free)

    try:
        new()
    except InvalidInput as error:
        error.param = "tools"
        raise
    return new


def _closed(parameters: Mapping[str, object]) -> Mapping[str, object]:
    """Parameters beside which nothing is given, unless they say what may be."""
    return {"additionalProperties": False, **parameters}


def _written(schema: Mapping[str, object]) -> str:
    """A schema as JSON, to be followed in the spelling of `json.dumps`."""
    try:
        written = json.dumps({**schema, **COMPACT})
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"a schema is JSON: {error}", param="schema") from error
    if len(written) > LARGEST_SCHEMA:
        raise InvalidInput(f"a schema has at most {LARGEST_SCHEMA:,} characters as JSON", param="schema")
    return written


@cache
def vocabulary_of(words: WordTokenizer) -> Vocabulary:
    """The tokens of a tokenizer, prepared once."""
    return Vocabulary(words)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
