"""`sensorium data`: the real sets, where they come from and whether they are whole; and worlds written out as files."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli.answering import print_json
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import AsJson, SetsFolder, SpeechFolder
from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    from sensorium.native.worlds.example import Split, World
    from sensorium.native.worlds.sets import RealSet, Status

NONE = "none"  # of --data: no real sets, whatever lies beside
NUM_SPOKEN, NUM_TOLD, NUM_HEARD = 120, 60, 15  # sentences of a speaker, made for want of a folder in some 20 s
SPOKEN = ("speech", "aloud", "orders")  # worlds that need synthetic speech
PROGRAMS = ("flite", "espeak-ng")
MEGABYTE = 1_000_000

Name: TypeAlias = Annotated[str, typer.Argument(help="A set, as `sensorium data list` names it.")]

data = typer.Typer(no_args_is_help=True, help="Look after real sets; make examples.")


def data_folder(named: str | None) -> Path | None:
    """The folder of real sets: named, in SENSORIUM_DATA, or beside the repository; None for none."""
    from sensorium.native.worlds import sets

    return None if named == NONE else sets.find(named)


def spoken_worlds(named: str | None, split: Split, progress: Progress) -> dict[str, World]:
    """The worlds of synthetic speech: of a folder, else a little of `split` made once in the user's cache, else none,
    with the reason said.
    """
    from sensorium.native.worlds.speech.opening import open_folder

    if named is not None:
        return open_folder(Path(named))
    if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
        say(f"note: no synthetic speech: {' and '.join(missing)} not installed, and no --speech folder given")
        return {}
    from platformdirs import user_cache_path

    folder = user_cache_path("sensorium") / "speech" / split
    _speak(folder, split, progress)
    return open_folder(folder)


def _speak(folder: Path, split: Split, progress: Progress) -> None:
    """Synthesise what is not there yet."""
    from sensorium.native.worlds.speech import LISTENING, VOICE, unique_sentences
    from sensorium.native.worlds.speech.aloud import TOLD, takes_of
    from sensorium.native.worlds.speech.corpus import synthesize_corpus
    from sensorium.native.worlds.speech.orders import ORDERS, takes_of_orders
    from sensorium.native.worlds.speech.synthesizers import Flite

    speakers = [("spoken", Flite(VOICE), NUM_SPOKEN), *(("heard", one, NUM_HEARD) for one in LISTENING)]
    for seed, (name, speaker, count) in enumerate(speakers):
        progress.say(f"making speech ({speaker.voice})", seed, len(speakers))
        synthesize_corpus(folder / name, unique_sentences(seed, split, count), speaker)
    for name, voice, texts in takes_of(NUM_TOLD, NUM_HEARD, split):
        progress.say(f"making speech about scenes ({voice.voice})")
        synthesize_corpus(folder / TOLD / name, texts, voice)
    for voice, texts in takes_of_orders(NUM_HEARD):
        progress.say(f"making spoken orders ({voice.voice})")
        synthesize_corpus(folder / ORDERS, texts, voice)


@data.command("list")
def list_sets(folder: SetsFolder = None, as_json: AsJson = False) -> None:
    """List the real sets.

    What they are, their licence, and whether they are here.
    """
    from sensorium.native.worlds import sets

    found = sets.describe(data_folder(folder))
    if as_json:
        print_json({"sets": [_set_json(one.real_set) | _standing(one) for one in found]})
        return
    for one in found:
        rows = f"{one.num_train:>6} + {one.num_test:<5}" if one.present else f"{'absent':<14}"
        sys.stdout.write(f"{one.real_set.name:<19} {rows} {one.real_set.licence:<26.26}  {one.real_set.about}\n")
    say(f"{sum(one.present for one in found)} of {len(found)} are here (rows to train on + held out)")
    say("`sensorium data show NAME` says where a set comes from and how to make it")


@data.command()
def show(name: Name, as_json: AsJson = False) -> None:
    """Show where a set comes from.

    Its address, revision, licence and credit, how to make it, what is held out.
    """
    from sensorium.native.worlds import sets

    told = sets.instructions(name)
    if as_json:
        print_json(_set_json(sets.SETS[name]))
    else:
        sys.stdout.write(f"{told}\n")


@data.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="A set; all that are here when left out.")] = None,
    folder: SetsFolder = None,
    as_json: AsJson = False,
) -> None:
    """Compare sets with their checksums.

    Ends with 65 when one is damaged.
    """
    from sensorium.native.worlds import sets

    place = data_folder(folder)
    if place is None:
        raise InvalidInput("no folder of sets is here; name it with --data", code="data_not_found", param="folder")
    names = [name] if name is not None else list(sets.present(place))
    faults = {one: sets.verify(place, one) for one in names}
    if as_json:
        print_json({"damaged": {one: files for one, files in faults.items() if files}, "verified": names})
    else:
        for one, files in faults.items():
            sys.stdout.write(f"{one}: {'damaged: ' + ', '.join(files) if files else 'whole'}\n")
    if bad := [one for one, files in faults.items() if files]:
        raise InvalidInput(f"{', '.join(bad)} cannot be trusted: fetch again", code="damaged_data", param="name")


@data.command()
def make(
    world: Annotated[str, typer.Argument(help="scenes, clips, lines, pages, charts, sounds, tunes, speech …")],
    *,
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many examples.")] = 10,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder; default: out/WORLD.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same examples.")] = 0,
    task: Annotated[str | None, typer.Option(help="Only examples of this task, such as draw or count.")] = None,
    held_out: Annotated[bool, typer.Option("--held-out", help="From the test split.")] = False,
    folder: SetsFolder = None,
    speech: SpeechFolder = None,
) -> None:
    """Write examples of a world as files.

    Pictures, clips, sounds and tunes, with what is asked, answered and true as JSON.
    """
    from sensorium.native.train.sources import open_worlds
    from sensorium.surfaces.cli.specimens import drawn, write_example

    with Progress() as progress:
        progress.say("opening the worlds")
        split: Split = "test" if held_out else "train"
        spoken = spoken_worlds(speech, split, progress) if world in SPOKEN else {}
        sources = open_worlds(data=data_folder(folder), spoken=spoken).sources(split)
        if world not in sources:
            raise InvalidInput(f"no world is called {world!r} here; there are: {', '.join(sources)}", param="world")
        place = output or Path("out") / world
        for number, example in enumerate(drawn(sources[world], seed, count, task), 1):
            progress.say(f"making {world}", number, count)
            write_example(example, place, number)
    say(f"{count} examples of {world} are in {place}")


@data.command()
def pack(
    target: Annotated[Path, typer.Argument(help="A new folder.")],
    *,
    megabytes: Annotated[float, typer.Option(min=1, help="How large it may be, about.")] = 30,
    folder: SetsFolder = None,
    speech: Annotated[Path | None, typer.Option(help="Speech of a run (RUN/speech), which then takes half.")] = None,
) -> None:
    """Pack real sets small, to train on a borrowed machine.

    Fewer rows, smaller pictures, narrower sounds: `sensorium train --data TARGET/sets`. Speech goes to
    TARGET/run/speech, so that TARGET/run is a run that `--folder` goes on with; all else is made there.
    """
    from sensorium.native.worlds import sets
    from sensorium.native.worlds.speech.packing import pack_speech

    place = data_folder(folder)
    if place is None:
        raise InvalidInput("no folder of sets is here; name it with --data", code="data_not_found", param="folder")
    if target.exists():
        raise InvalidInput(f"{target.name!r} is there already; name a new folder", param="target")
    limit = int(megabytes * MEGABYTE / (1 if speech is None else 2))
    with Progress() as progress:
        packed = sets.pack(place, target / "sets", limit, report=lambda name: progress.say(f"packing {name}"))
        takes = () if speech is None else pack_speech(speech, target / "run" / "speech", limit, report=progress.say)
    for one in packed:
        sys.stdout.write(f"{one.name:<19} {one.num_rows:>6} of {one.num_rows_before:<6} rows {one.num_bytes:>11,} B\n")
    for take in takes:
        kept = f"{take.seconds / 60:>6.0f} of {take.seconds_before / 60:<6.0f}"
        sys.stdout.write(f"speech/{take.name:<12} {kept} min  {take.num_bytes:>11,} B\n")
    say(f"packed into {target}; train with: sensorium train --data {target / 'sets'} --folder {target / 'run'}")


def _set_json(one: RealSet) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(one), "files": list(one.files)}


def _standing(status: Status) -> dict[str, Any]:
    return {"present": status.present, "rows": {"train": status.num_train, "test": status.num_test}}
