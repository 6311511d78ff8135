"""One task's ways of asking: templates for training and others, worded differently, for tests."""

from __future__ import annotations

import string
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from importlib import resources

from sensorium.native.worlds.example import Split

_TAUGHT: ContextVar[bool] = ContextVar("taught", default=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Templates with `{slot}` fields; every template of a task has the same fields."""

    train: tuple[str, ...]
    test: tuple[str, ...]

    @property
    def slots(self) -> frozenset[str]:
        """Names of the fields, the same in every template."""
        return slots_of(self.train[0])


def wording(*, train: str, test: str) -> Wording:
    """Read templates written one to a line; empty lines are dropped."""
    return Wording(train=_lines(train), test=_lines(test))


def with_more(task: str, wording: Wording) -> Wording:
    """The same with the lines of `taught/TASK.txt` to train on, by writers who had not seen any others."""
    file = resources.files(__package__) / "taught" / f"{task}.txt"
    return replace(wording, train=wording.train + _lines(file.read_text("utf-8"))) if file.is_file() else wording


def slots_of(template: str) -> frozenset[str]:
    """Names of the `{fields}` in a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def casual(template: str) -> str:
    """The template as somebody in a hurry types it: lower case, no mark at the end. Fields stay as they are."""
    return template.lower().rstrip(".!?")


@contextmanager
def taught_words() -> Iterator[None]:
    """Inside, cases of every split are asked in the words of training: the same cases, worded otherwise."""
    token = _TAUGHT.set(True)
    try:
        yield
    finally:
        _TAUGHT.reset(token)


def wording_of(split: Split) -> Split:
    """The split whose words are used to ask a case of `split`."""
    return "train" if _TAUGHT.get() else split


def _lines(block: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in block.splitlines() if line.strip())
