"""The verb that listens: what is said in a recording, in less noise, with names that are expected, by two listeners."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sensorium.abilities.listening.asking import POCKETSPHINX, Noise
from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import answering
from sensorium.surfaces.cli.answering import Request
from sensorium.surfaces.cli.attaching import one_opened, short_name
from sensorium.surfaces.cli.configuration import model_name
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import Asking, File, refuse, spread
from sensorium.surfaces.terminal import Progress, printable
from sensorium.surfaces.wording import TRANSCRIBE

if TYPE_CHECKING:
    from sensorium.abilities.listening.heard import Heard
    from sensorium.abilities.verification import Ballot
    from sensorium.content import Audio, Part

NOTHING_HEARD = "nobody was heard in it"
NOTHING_BELIEVED = "nothing that was heard is believed"
REDUCED = "the noise was turned down, since the recording is noisy; --noise keep leaves it"
IN_FILE = "@"


@dataclass(frozen=True, kw_only=True)
class Aids:
    """What helps to hear, and whose words are compared."""

    vocabulary: Annotated[
        list[str] | None,
        typer.Option(help="Names that are expected, with commas, or @FILE with one a line. Repeatable."),
    ] = None
    verify: Annotated[str | None, typer.Option(help=f"A second listener, to compare words with: {POCKETSPHINX}.")] = (
        None
    )
    noise: Annotated[
        Noise,
        typer.Option(
            help="What to do about noise: turn it down where that helps (auto), always (reduce), never (keep)."
        ),
    ] = "auto"

    def names(self) -> list[str]:
        """The vocabulary, name by name. Raises InvalidInput for a file that cannot be read."""
        return [name for written in self.vocabulary or () for name in _names(written)]


@spread
def listen(*, file: File = None, asking: Asking, aids: Aids) -> None:
    """Write down what is said in a recording.

    A film is heard by its soundtrack. `--vocabulary jarvis,alexa` names what is expected; with `--verify pocketsphinx`
    a second listener is asked, and words on which the two differ are told to be doubtful.
    """
    part, notes = one_opened(file, asking.attach, quiet=asking.as_json)
    sound = _sound_of(part)
    if aids.verify is not None or aids.vocabulary:
        _verified(sound, asking, aids, notes)
        return
    given = _prepared(sound, asking, aids)
    noted = [*notes, REDUCED] if given is not sound else notes
    if noted != notes and not asking.as_json:
        say(f"note: {REDUCED}")
    request = Request(
        parts=(given, TRANSCRIBE),
        title=short_name(file or "reply"),
        outputs=("text",),
        settings=asking.settings(),
        notes=noted,
    )
    answering.answer(request, model=asking.model, output=asking.output, as_json=asking.as_json)


def _prepared(sound: Audio, asking: Asking, aids: Aids) -> Audio:
    from sensorium.abilities.listening.listening import prepared
    from sensorium.models import BUILT_IN

    return prepared(sound, model_name(asking.model) or BUILT_IN, aids.noise)


def _verified(sound: Audio, asking: Asking, aids: Aids, notes: Sequence[str]) -> None:
    from sensorium.abilities.listening.listening import listen as heard_of

    refuse("what is heard with these aids is the likeliest", asking.sampling())
    target = _target(asking.output)
    with Progress() as progress:
        model = answering.loaded(asking.model, progress)
        progress.say("listening")
        found = heard_of(sound, model=model, verify=aids.verify, vocabulary=aids.names(), noise=aids.noise)
    _tell(found, asking, target, [*notes, *found.notes, *_doubts(found)], model.name)


def _tell(found: Heard, asking: Asking, target: Path | None, notes: Sequence[str], model: str) -> None:
    from sensorium.content import saving

    line = f"{found.text}\n" if found.text else ""
    if target is not None:
        saving.write_file(target, line.encode())
        say(f"saved {target}")
    if asking.as_json:
        answering.print_json({"model": model, **found.told(), "notes": list(notes)})
        return
    if target is None:
        sys.stdout.write(printable(line))
    for note in notes:
        say(f"note: {note}")


def _doubts(found: Heard) -> list[str]:
    """What was done, and what is not believed, in words."""
    told = [REDUCED] if found.hearings[0].cleaned else []
    if not found.text:
        told.append(_silence(found))
    if found.doubted:
        told.append(f"doubtful, and left out: {'; '.join(_doubt(one.text, one.ballots) for one in found.doubted)}")
    return told


def _silence(found: Heard) -> str:
    """Why there are no words. Words of the vocabulary are heard in any noise: they are told, not followed."""
    if found.doubted:
        return NOTHING_BELIEVED
    held = [
        f"held to the vocabulary, as in any noise, {one.listener} hears {one.text}"
        for one in found.hearings
        if one.text
    ]
    return "; ".join([NOTHING_HEARD, *held])


def _doubt(text: str, ballots: Sequence[Ballot]) -> str:
    others = ", ".join(f"{one.reader} hears {one.text or 'nothing'}" for one in ballots)
    return f"{text} ({others})" if others else text


def _target(output: Sequence[str] | None) -> Path | None:
    """The file to write. Raises InvalidInput for several, and for what holds no text."""
    if not output:
        return None
    if len(output) > 1 or Path(output[0]).suffix.lower() not in (".txt", ".md"):
        raise InvalidInput("name one .txt or .md with -o", code="unsupported_format", param="output")
    return Path(output[0])


def _names(written: str) -> list[str]:
    if not written.startswith(IN_FILE):
        return [name for name in written.split(",") if name.strip()]
    try:
        lines = Path(written.removeprefix(IN_FILE)).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = f"{written!r} names no file of names that can be read: write @ and a path, one name a line in it"
        raise InvalidInput(what, param="vocabulary") from error
    return [line for line in lines if line.strip()]


def _sound_of(part: Part) -> Audio:
    from sensorium.content import Audio, Music, Video

    if isinstance(part, Audio):
        return part
    if isinstance(part, Music):
        return part.audio()
    if isinstance(part, Video) and part.soundtrack is not None:
        return part.soundtrack
    raise InvalidInput("there is nothing to hear in it; give a recording or a film with sound", code="no_sound")
