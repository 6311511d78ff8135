"""Word errors of what `benchmarks.listening.hearing` wrote, by noise and ratio, with and without each aid; what
listeners' figures are worth.

PYTHONPATH=src python -m benchmarks.listening.judging OUT.jsonl... [--write]

The last column is what the rules of `abilities.listening.deciding` choose. Calibration is measured on recordings that
it was not fitted on (two halves, each judged by the other's map); --write fits on all of them and ships that.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from sensorium.abilities.listening import deciding
from sensorium.abilities.listening.heard import Hearing
from sensorium.abilities.listening.recognisers import without_remarks
from sensorium.abilities.listening.spectra import Noisiness
from sensorium.abilities.verification import Claim, Verdict, calibration, verify
from sensorium.abilities.verification.aligning import align
from sensorium.abilities.verification.calibration import ANY, Calibration, Judged
from sensorium.abilities.verification.claims import spoken
from sensorium.models import BUILT_IN
from sensorium.native.confidence import expected_calibration_error
from sensorium.native.worlds.judges.reading import distance

TARGET = Path(calibration.__file__).with_name(calibration.SPEECH)
UNFITTED = Calibration(weights={})
Halves: TypeAlias = tuple[list[Judged], list[Judged]]
Fitted: TypeAlias = tuple[Calibration, Calibration]
MADE_BY = "python -m benchmarks.listening.judging OUT.jsonl... --write"
NUM_BINS = 10


@dataclass(frozen=True, kw_only=True)
class Line:
    """A recording as it was heard. hearings: by listener, whether cleaned, whether held to the vocabulary."""

    of: str
    path: str
    noise: str
    ratio_db: float
    truth: str
    found: Noisiness
    hearings: Mapping[tuple[str, bool, bool], Hearing]

    @property
    def half(self) -> int:
        """0 or 1: all takes of one recording are on one side."""
        return sha256(self.path.encode()).digest()[0] % 2

    @property
    def listeners(self) -> list[str]:
        """Who heard it."""
        return sorted({name for name, _, _ in self.hearings})

    def decided(self, listener: str) -> Hearing | None:
        """What the rules follow of one listener; None where that was not heard."""
        cleaned = deciding.cleans(listener, self.found)
        free, held = (self.hearings.get((listener, cleaned, one)) for one in (False, True))
        if free is None or held is None:
            return free or held
        return held if deciding.follows_vocabulary(free, held, self.found.speech_s) else free

    def second(self, listener: str) -> Hearing | None:
        """What is heard of the second listener: the vocabulary alone, where there is one."""
        cleaned = deciding.cleans(listener, self.found)
        return self.hearings.get((listener, cleaned, True)) or self.hearings.get((listener, cleaned, False))


def lines_of(paths: Iterable[Path]) -> list[Line]:
    """All lines of files that `hearing` wrote."""
    return [_line(json.loads(written)) for path in paths for written in path.read_text(encoding="utf-8").splitlines()]


def _line(told: Mapping[str, Any]) -> Line:
    hearings = {
        (one["listener"], one["cleaned"], one["held"]): Hearing(
            listener=one["listener"],
            words=without_remarks(tuple(Claim(text, confidence) for text, confidence in one["words"])),
            cleaned=one["cleaned"],
            held=one["held"],
        )
        for one in told["hearings"]
    }
    ratio_db = float("inf") if told["ratio_db"] is None else told["ratio_db"]
    return Line(
        of=told["of"],
        path=told["path"],
        noise=told["noise"] or "none",
        ratio_db=ratio_db,
        truth=told["truth"],
        found=Noisiness(ratio_db=told["estimate_db"], steadiness=told["steadiness"], speech_s=told["speech_s"]),
        hearings=hearings,
    )


def error_rate(heard: Sequence[tuple[str, str]]) -> float:
    """Errors of all (truth, heard) together to all true words: 0 is right, and 1 may be passed.

    Where nobody speaks, the share of recordings in which something was heard.
    """
    if not any(true for true, _ in heard):
        return sum(bool(text) for _, text in heard) / len(heard)
    return sum(distance(true.split(), text.split()) for true, text in heard) / sum(len(t.split()) for t, _ in heard)


def table(lines: Sequence[Line], fitted: Fitted) -> Iterator[str]:
    """A row for each set, noise and ratio. fitted: on the recordings of each half."""
    ways = sorted({way for line in lines for way in line.hearings})
    names = [f"{name}{', cleaned' * cleaned}{', vocabulary' * held}" for name, cleaned, held in ways]
    about = ["set", "noise", "dB", "recordings", "estimated dB"]
    yield "| " + " | ".join([*about, *names, "decided", "believed", "believed, verified"]) + " |"
    yield "|" + "---|" * (len(names) + 8)
    cells: dict[tuple[str, str, float], list[Line]] = defaultdict(list)
    for line in lines:
        cells[line.of, line.noise, -line.ratio_db].append(line)
    for (of, noise, minus_db), group in sorted(cells.items()):
        estimate = sum(line.found.ratio_db for line in group) / len(group)
        figures = [_figure(group, way) for way in ways]
        decided = error_rate([(line.truth, one.text if (one := line.decided(BUILT_IN)) else "") for line in group])
        figures += [f"{decided:.2f}", *(f"{_believed(group, fitted, verified=one):.2f}" for one in (False, True))]
        yield "| " + " | ".join([of, noise, f"{-minus_db:g}", str(len(group)), f"{estimate:.0f}", *figures]) + " |"


def _figure(group: Sequence[Line], way: tuple[str, bool, bool]) -> str:
    heard = [(line.truth, line.hearings[way].text) for line in group if way in line.hearings]
    return f"{error_rate(heard):.2f}" if heard else "–"


def _believed(group: Sequence[Line], fitted: Fitted, *, verified: bool) -> float:
    """The error rate of what is believed, each recording judged by the map that the other half gave."""
    return error_rate([(line.truth, believed(line, fitted[1 - line.half], verified=verified)) for line in group])


def believed(line: Line, fitted: Calibration, *, verified: bool) -> str:
    """The words of a recording that are believed, of the model alone or (verified) beside the second listener."""
    followed = line.decided(BUILT_IN)
    others = [one for name in line.listeners if verified and name != BUILT_IN and (one := line.second(name))]
    readings = {one.name: one.words for one in (followed, *others) if one is not None}
    return " ".join(one.text for one in verify(readings, calibration=fitted, heard=True) if not one.abstains)


def pairs(line: Line) -> Iterator[tuple[Hearing, Hearing | None]]:
    """What is compared of a recording: what the rules follow of the model, alone and beside the second listener; and
    what the model hears freely, alone, where no vocabulary is given.
    """
    free = line.hearings.get((BUILT_IN, deciding.cleans(BUILT_IN, line.found), False))
    followed = line.decided(BUILT_IN)
    if followed is None or free is None:
        return
    yield followed, None
    if followed is not free:
        yield free, None
    for name in line.listeners:
        if name != BUILT_IN and (second := line.second(name)) is not None:
            yield followed, second


def judged(line: Line) -> Iterator[Judged]:
    """Every word that was heard, and whether it was said."""
    for first, second in pairs(line):
        readings = {one.name: one.words for one in (first, second) if one is not None}
        for verdict, right in _right(verify(readings, calibration=UNFITTED, heard=True), line.truth):
            own = min((word.confidence for word in verdict.words if word.confidence is not None), default=None)
            other = next((ballot for ballot in verdict.ballots), None)
            yield Judged(
                agreement=verdict.agreement,
                reader=verdict.reader,
                second=other.reader if other else None,
                own=own,
                other=other.confidence if other else None,
                right=right,
            )


def _right(verdicts: Sequence[Verdict], truth: str) -> Iterator[tuple[Verdict, bool]]:
    """Each verdict with whether its words were said there."""
    words = [Claim(verdict.text) for verdict in verdicts]
    true = [Claim(word) for word in truth.split()]
    said = {match.first[0]: match.second for match in align(words, true, spoken) if len(match.first) == 1}
    for number, verdict in enumerate(verdicts):
        there = " ".join(true[index].text for index in said.get(number, ()))
        yield verdict, bool(there) and spoken(there) == spoken(verdict.text)


def told_of(words: Iterable[Judged], fitted: Calibration) -> Iterator[tuple[str, float, float]]:
    """Of each word whose kind was fitted: the kind, the probability told, 1 where it was right."""
    for word in words:
        probability = fitted(word.agreement, (word.reader, word.second), word.own, word.other)
        if probability is not None:
            yield f"{word.reader} beside {word.second}: {word.agreement}", probability, float(word.right)


def known(fitted: Calibration) -> Calibration:
    """Without the maps of any listener: of speech nothing is known of others than these."""
    return Calibration(weights={key: w for key, w in fitted.weights.items() if ANY not in key.split(":")})


def halves_of(lines: Sequence[Line]) -> Halves:
    """All words that were heard, by half."""
    first, second = ([word for line in lines if line.half == half for word in judged(line)] for half in (0, 1))
    return first, second


def calibrated(halves: Halves, fitted: Fitted) -> Iterator[str]:
    """The calibration error, each half judged by the map of the other, in all and by kind."""
    told = [one for half in (0, 1) for one in told_of(halves[half], fitted[1 - half])]
    kinds: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind, probability, right in told:
        kinds["all"].append((probability, right))
        kinds[kind].append((probability, right))
    own = [(0.5 if word.own is None else word.own, float(word.right)) for half in halves for word in half]
    yield f"listeners' own figures: error {_error(own):.3f} of {len(own)} words"
    for kind, pieces in sorted(kinds.items()):
        share = sum(right for _, right in pieces) / len(pieces)
        yield f"{kind}: error {_error(pieces):.3f} of {len(pieces)} words, {share:.2f} of them right"


def _error(pieces: Sequence[tuple[float, float]]) -> float:
    return expected_calibration_error([p for p, _ in pieces], [right for _, right in pieces], NUM_BINS)


def pressed(lines: Sequence[Line]) -> str:
    """How many sentences without a word of the vocabulary were pressed into it."""
    others = [line for line in lines if line.of == "sentences"]
    followed = [one for line in others if (one := line.decided(BUILT_IN)) is not None and one.held]
    return f"sentences pressed into the vocabulary: {len(followed)} of {len(others)}"


def main() -> None:
    """Judge, print, and ship what was fitted if that is wanted."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("heard", nargs="+", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    lines = lines_of(given.heard)
    halves = halves_of(lines)
    fitted = known(calibration.fit(halves[0])), known(calibration.fit(halves[1]))
    print("\n".join([*table(lines, fitted), "", *calibrated(halves, fitted), pressed(lines)]))
    if given.write:
        words = [*halves[0], *halves[1]]
        told = {"made_by": MADE_BY, "words": len(words), "weights": known(calibration.fit(words)).told()}
        TARGET.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
