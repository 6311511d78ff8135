"""Several processes that measure one model together: each takes the next direction that nobody has begun."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sensorium.abilities.evaluation.directions import Measured
    from sensorium.surfaces.cli.boards import Board, Outcome


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What is measured, in words that another process understands as well."""

    model: str | None
    breaks: tuple[str, ...]
    only: str | None
    wording: bool
    cases: int
    data: str | None
    speech: str | None

    def directions(self) -> list[Measured]:
        """Those that are measured. Raises InvalidInput when there are none."""
        from sensorium.abilities.evaluation.directions import DIRECTIONS
        from sensorium.surfaces.cli.boards import named

        return named(DIRECTIONS, self.only)

    def board(self, progress: Progress) -> Board:
        """The model and its worlds, opened."""
        from sensorium.surfaces.cli import answering
        from sensorium.surfaces.cli.boards import Board, without, worlds_of

        model = answering.loaded(self.model, progress)
        if self.breaks:
            model = without(model, self.breaks)
        worlds = worlds_of(self.directions(), self.data, self.speech, progress)
        return Board(model, worlds, self.cases, progress, wording=self.wording)


_OPENED: list[tuple[Sequence[Measured], Board]] = []  # of a process that measures


def outcomes(
    setup: Setup, processes: int, wanted: Sequence[Measured], keep: Callable[[Outcome], None]
) -> Iterator[Outcome]:
    """What came of each direction that is wanted, in their order; `keep` is told as soon as one is measured. Those that
    take longest are begun first: at the end nobody waits.
    """
    directions = setup.directions()
    numbers = [number for number, one in enumerate(directions) if one in wanted]
    longest_first = sorted(numbers, key=lambda number: listening(directions[number]), reverse=True)
    threads = max(1, (os.cpu_count() or 1) // processes)
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(setup, threads)) as pool:
        try:
            measured = {number: pool.submit(_measure, number) for number in longest_first}
            for each in measured.values():
                each.add_done_callback(lambda done: _tell(done, keep))
            for number in numbers:
                yield measured[number].result()
        finally:
            pool.shutdown(cancel_futures=True)


def _tell(done: Future[Outcome], keep: Callable[[Outcome], None]) -> None:
    if not done.cancelled() and done.exception() is None:
        keep(done.result())


def listening(direction: Measured) -> int:
    """How many voices recognisers listen to for each case, which takes longer than all else."""
    from sensorium.abilities.evaluation.directions import Direction

    if not isinstance(direction, Direction) or "speech" not in direction.outputs:
        return 0
    return 1 + len(direction.beside)


def _begin(setup: Setup, threads: int) -> None:
    import torch

    torch.set_num_threads(threads)
    _OPENED.append((setup.directions(), setup.board(Progress(io.StringIO()))))


def _measure(number: int) -> Outcome:
    """One direction on the board of this process."""
    directions, board = _OPENED[0]
    return board.outcome(directions[number])
