"""What comes in: words from arguments and stdin, and attached files as values, with notes about what was odd."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT
from sensorium.surfaces.cli.failures import say

if TYPE_CHECKING:
    from sensorium.content import Part
    from sensorium.media.sources import Loaded

STDIN = "-"


def words_of(words: Sequence[str] | None, attached: Sequence[str] | None = None, *, default: str = "") -> str:
    """The request in one line of words; `-` among them is the text of stdin, and so are no words where it is piped.

    `attached`: what else may come from stdin. `default`: what is asked when there are no words. Raises
    `typer.BadParameter` without any words, for a word that is the name of a file, and when both want stdin.
    """
    given = list(words or ())
    for word in given:
        if _names_a_file(word):
            how = f"attach it with -a {shlex.quote(word)}; to speak of it, put its name among quoted words"
            raise typer.BadParameter(f"{word!r} is a file: {how}")
    taken = STDIN in (attached or ())
    if not given and not default and not taken and piped():
        given = [STDIN]
    if taken and STDIN in given:
        raise typer.BadParameter("stdin is either words or an attachment")
    text = " ".join(_text_of_stdin() if word == STDIN else word for word in given).strip() or default
    if not text:
        raise typer.BadParameter("say in plain words what is wanted")
    return text


def _names_a_file(word: str) -> bool:
    """Whether a word is the name of a file that is here, with its extension: so nobody writes a word."""
    return bool(os.path.splitext(word)[1]) and os.path.isfile(word)


def opened(sources: Sequence[str] | None, *, quiet: bool = False) -> tuple[list[Part], list[str]]:
    """Values of attached files, and notes about them, which are said on stderr unless `quiet`."""
    parts, notes = [], []
    for source in sources or ():
        part, about = valued(loaded_from(source), source, quiet=quiet)
        parts.append(part)
        notes += about
    return parts, notes


def loaded_from(source: str) -> Loaded:
    """The bytes of an attached file, and what they are; `-` is stdin. Raises `InvalidInput`, `TooLarge`."""
    from sensorium.media import sources

    return sources.load(bytes_of_stdin() if source == STDIN else source)


def valued(loaded: Loaded, source: str, *, quiet: bool = False) -> tuple[Part, list[str]]:
    """The value of an attached file that was loaded, and notes about it, said on stderr unless `quiet`."""
    from sensorium.content import opening

    found = opening.opened(loaded)
    notes = [f"{short_name(source)}: {note}" for note in found.notes]
    for note in () if quiet else notes:
        say(f"note: {note}")
    return found.part, notes


def one_opened(file: str | None, attached: Sequence[str] | None, *, quiet: bool = False) -> tuple[Part, list[str]]:
    """The one value a verb is about: its argument, or what is attached, or piped bytes."""
    (part,), notes = opened([one_named(file, attached)], quiet=quiet)
    return part, notes


def one_named(file: str | None, attached: Sequence[str] | None) -> str:
    """Where the one thing a verb is about comes from. Raises `typer.BadParameter` for none, and for several."""
    sources = [*([file] if file else []), *(attached or ())]
    if not sources and piped():
        sources = [STDIN]
    if len(sources) != 1:
        raise typer.BadParameter("name one file (`-` for stdin)")
    return sources[0]


def piped() -> bool:
    """Whether something may come from stdin; it is absent where a program was started without one."""
    return sys.stdin is not None and not sys.stdin.isatty()


def _text_of_stdin() -> str:
    from sensorium.media import formats

    data = bytes_of_stdin()
    try:
        text = formats.decode_text(data).strip()
    except InvalidInput as error:
        raise InvalidInput("stdin holds no text; attach media with `-a -`", code=error.code, param="stdin") from None
    if len(text) > DEFAULT.text_characters:
        raise TooLarge(
            "the text from stdin is too long", limit=DEFAULT.text_characters, got=len(text), unit="characters"
        )
    return text


def bytes_of_stdin() -> bytes:
    """Everything that is piped in, up to one byte over the limit: the reader refuses that."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read(DEFAULT.input_bytes + 1)


def short_name(source: str) -> str:
    """A name to show: data URLs are long."""
    if source == STDIN:
        return "stdin"
    return "data URL" if source[:5].lower() == "data:" else source.rstrip("/").rpartition("/")[2][:80]
