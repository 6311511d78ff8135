"""From the processes that write lessons to the device that learns them: one message and one copy a batch.

A batch is dozens of tensors. Sent one by one between processes, or copied one by one to a device, they would keep the
process waiting that has to launch the step; so they travel end to end in one tensor of bytes.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import torch
from torch import Tensor

from sensorium.native.laid import moved

ALIGNMENT = 16  # bytes
AHEAD = 2  # batches that wait on the device
KEPT_SHARE = 0.3  # of a device's memory, for batches that may come again
FEWEST_KEPT = 16  # from which one of them is given again: the same batch twice in a row teaches little

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Bundle(Generic[T]):
    """A structure whose tensors lie in `data`, uint8: in their stead it holds ones without storage (meta)."""

    shell: T
    data: Tensor

    @classmethod
    def of(cls, value: T) -> Bundle[T]:
        """Lay the tensors of a structure (see `moved`) end to end, in memory that processes share."""
        parts: list[Tensor] = []

        def emptied(part: Tensor) -> Tensor:
            parts.append(part)
            return torch.empty(part.shape, dtype=part.dtype, device="meta")

        shell = moved(value, emptied)
        data = torch.empty(sum(_room(part) for part in parts), dtype=torch.uint8).share_memory_()
        start = 0
        for part in parts:
            data[start : start + part.nbytes].view(part.dtype).copy_(part.flatten())
            start += _room(part)
        return cls(shell, data)

    def on(self, data: Tensor) -> T:
        """The structure with its tensors, views of `data`: a copy of `self.data` anywhere."""
        start = 0

        def filled(part: Tensor) -> Tensor:
            nonlocal start
            found = data[start : start + part.nbytes].view(part.dtype).view(part.shape)
            start += _room(part)
            return found

        return moved(self.shell, filled)


def fed(bundles: Iterable[Bundle[T]], device: torch.device, *, uses: int = 1) -> Iterator[T]:
    """The structures of some bundles on the device. Elsewhere than on a CPU a thread copies those to come, while the
    device works; and while none has come, one of those before is given again, up to `uses` times in all.
    """
    if device.type == "cpu":
        yield from (bundle.on(bundle.data) for bundle in bundles)
        return
    arrived: queue.Queue[Copied[T] | BaseException | None] = queue.Queue(AHEAD)
    stopped = threading.Event()
    thread = threading.Thread(target=_copy_ahead, args=(bundles, device, arrived, stopped), daemon=True)
    thread.start()
    kept = Kept[T](KEPT_SHARE * torch.cuda.get_device_properties(device).total_memory, uses)
    try:
        while True:
            again = kept.take() if arrived.empty() else None
            item = arrived.get() if again is None else again
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            if item is not again:
                assert item.done is not None
                torch.cuda.current_stream(device).wait_event(item.done)
                item.data.record_stream(torch.cuda.current_stream(device))
                kept.add(item)
            yield item.bundle.on(item.data)
    finally:
        stopped.set()
        while thread.is_alive():  # it may be waiting for room
            _drain(arrived)
            thread.join(0.01)


@dataclass(frozen=True, eq=False)
class Copied(Generic[T]):
    """A bundle, its data on the device, and when they are there."""

    bundle: Bundle[T]
    data: Tensor
    done: torch.cuda.Event | None


class Kept(Generic[T]):
    """Batches that may be used again, `uses` times in all: the latest that fit in `room` bytes, the oldest first."""

    def __init__(self, room: float, uses: int) -> None:
        self._uses = uses
        self._room = room
        self._waiting: deque[tuple[Copied[T], int]] = deque()

    def add(self, item: Copied[T], used: int = 1) -> None:
        """Keep a batch that was used so often."""
        if used >= self._uses:
            return
        self._waiting.append((item, used))
        self._room -= item.data.numel()
        while self._room < 0:
            self._room += self._waiting.popleft()[0].data.numel()

    def take(self) -> Copied[T] | None:
        """One of them; None while there are few."""
        if len(self._waiting) < FEWEST_KEPT:
            return None
        item, used = self._waiting.popleft()
        self._room += item.data.numel()
        self.add(item, used + 1)
        return item


def _copy_ahead(
    bundles: Iterable[Bundle[T]],
    device: torch.device,
    arrived: queue.Queue[Copied[T] | BaseException | None],
    stopped: threading.Event,
) -> None:
    """Copy every bundle by way of pinned memory, on a stream of its own; None, or what failed, comes last."""
    stream = torch.cuda.Stream(device)
    pinned = torch.empty(0, dtype=torch.uint8)
    try:
        for bundle in bundles:
            size = bundle.data.numel()
            if size > pinned.numel():
                pinned = torch.empty(2 * size, dtype=torch.uint8, pin_memory=True)
            pinned[:size].copy_(bundle.data)
            with torch.cuda.stream(stream):
                data = pinned[:size].to(device, non_blocking=True)
                done = torch.cuda.Event()
                done.record(stream)
            done.synchronize()  # the pinned memory is free again
            arrived.put(Copied(Bundle(bundle.shell, data[:0]), data, done))
            if stopped.is_set():
                return
        arrived.put(None)
    except BaseException as error:  # noqa: BLE001  told where it is waited for
        arrived.put(error)


def _drain(waiting: queue.Queue[T]) -> None:
    try:
        while True:
            waiting.get_nowait()
    except queue.Empty:
        return


def _room(part: Tensor) -> int:
    """Bytes that a tensor takes in a bundle."""
    return -(-part.nbytes // ALIGNMENT) * ALIGNMENT
