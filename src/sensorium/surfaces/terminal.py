"""What a terminal can show besides words: pictures inline, and how far a long task has come.

Pictures go through the protocol that the environment tells of (kitty, iTerm2, sixel), else through half blocks with a
colour above and one below, where colours are wanted (NO_COLOR). Nothing is sent that is not asked for: a pipe gets no
escape sequence.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TextIO, TypeAlias

if TYPE_CHECKING:
    from rich.progress import Progress as Display

    from sensorium.content import Image

Protocol: TypeAlias = Literal["kitty", "iterm2", "sixel", "blocks", "blocks256"]
PROTOCOLS: tuple[Protocol, ...] = ("kitty", "iterm2", "sixel", "blocks", "blocks256")
BLOCKS: tuple[Protocol, ...] = ("blocks", "blocks256")  # pictures of coloured letters
VARIABLE = "SENSORIUM_PICTURES"
SIXEL_TERMINALS = ("foot", "mlterm", "yaft", "contour")
CHUNK = 4096  # characters of base64 that kitty takes at once
MAX_SIDE_PX = 512  # of a picture that is shown
BLOCK_COLUMNS = 64
SIXEL_COLOURS = 128
SIXEL_ROWS = 6  # pixels of a band
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """`text` without control characters (tabs and line ends stay): words from outside must not steer a terminal."""
    return _CONTROL.sub("\ufffd", text)


def protocol(stream: TextIO, environment: Mapping[str, str] | None = None) -> Protocol | None:
    """How `stream` shows pictures; None where it is no terminal or a plain one. SENSORIUM_PICTURES overrules."""
    found = os.environ if environment is None else environment
    wanted = found.get(VARIABLE, "")
    if wanted:
        return next((name for name in PROTOCOLS if name == wanted), None)
    if not stream.isatty() or found.get("TERM", "dumb") == "dumb":
        return None
    how = _by_environment(found)
    return None if how in BLOCKS and found.get("NO_COLOR") else how


def _by_environment(environment: Mapping[str, str]) -> Protocol | None:
    terminal, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    blocks: Protocol = "blocks" if environment.get("COLORTERM") in ("truecolor", "24bit") else "blocks256"
    if "TMUX" in environment or terminal.startswith(("screen", "tmux")):  # they do not pass pictures on
        return blocks
    if terminal in ("xterm-kitty", "xterm-ghostty") or "KITTY_WINDOW_ID" in environment:
        return "kitty"
    if program in ("iTerm.app", "WezTerm") or environment.get("LC_TERMINAL") == "iTerm2":
        return "iterm2"
    if terminal.startswith(SIXEL_TERMINALS) or "sixel" in terminal:
        return "sixel"
    return blocks


def show_picture(image: Image, stream: TextIO, how: Protocol) -> None:
    """Draw a picture on `stream`, followed by a line end."""
    draw = {"kitty": _kitty, "iterm2": _iterm2, "sixel": _sixel, "blocks": _blocks, "blocks256": _blocks256}[how]
    stream.write(draw(image) + "\n")
    stream.flush()


def _kitty(image: Image) -> str:
    """The kitty graphics protocol: PNG in chunks, no answer wanted."""
    data = base64.b64encode(_shrunk(image).encode("png")).decode()
    pieces = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
    heads = ["a=T,f=100,q=2," if at == 0 else "" for at in range(len(pieces))]
    return "".join(
        f"\x1b_G{head}m={int(at + 1 < len(pieces))};{piece}\x1b\\"
        for at, (head, piece) in enumerate(zip(heads, pieces, strict=True))
    )


def _iterm2(image: Image) -> str:
    """The inline images protocol of iTerm2."""
    data = _shrunk(image).encode("png")
    return f"\x1b]1337;File=inline=1;size={len(data)}:{base64.b64encode(data).decode()}\x07"


def _sixel(image: Image) -> str:
    """DEC sixel graphics: bands of six rows, one run of characters for each colour of a band."""
    import numpy as np
    from PIL import Image as Pillow

    small = Pillow.fromarray(_shrunk(image).pixels).quantize(SIXEL_COLOURS)
    palette = np.array(small.getpalette(), np.int64).reshape(-1, 3) * 100 // 255
    indices = np.asarray(small)
    height, width = indices.shape
    padded = np.full((-(-height // SIXEL_ROWS) * SIXEL_ROWS, width), -1, np.int64)
    padded[:height] = indices
    colours = "".join(f"#{number};2;{r};{g};{b}" for number, (r, g, b) in enumerate(palette))
    weights = 1 << np.arange(SIXEL_ROWS)[:, None]
    bands = []
    for band in padded.reshape(-1, SIXEL_ROWS, width):
        used = [int(colour) for colour in np.unique(band) if colour >= 0]
        rows = (((band == colour) * weights).sum(0) + 63 for colour in used)
        runs = [
            f"#{colour}{_run_lengths(bytes(row.tolist()).decode())}" for colour, row in zip(used, rows, strict=True)
        ]
        bands.append("$".join(runs))
    return f'\x1bPq"1;1;{width};{height}{colours}' + "-".join(bands) + "\x1b\\"


def _run_lengths(characters: str) -> str:
    """Runs of more than three equal characters as !COUNT CHARACTER."""
    return re.sub(r"(.)\1{3,}", lambda run: f"!{len(run[0])}{run[1]}", characters)


def _blocks(image: Image) -> str:
    """Half blocks in 24-bit colours."""
    return _half_blocks(image, lambda colour: f"2;{colour[0]};{colour[1]};{colour[2]}")


def _blocks256(image: Image) -> str:
    """Half blocks in the 6×6×6 colours that every terminal of the last decades has."""

    def code(colour: Sequence[int]) -> str:
        red, green, blue = ((value * 5 + 127) // 255 for value in colour)
        return f"5;{16 + 36 * red + 6 * green + blue}"

    return _half_blocks(image, code)


def _half_blocks(image: Image, code: Callable[[Sequence[int]], str]) -> str:
    """Two pixels in each character: the upper is its ink, the lower its ground. No line is wider than the terminal."""
    pixels = _shrunk(image, min(BLOCK_COLUMNS, shutil.get_terminal_size().columns)).pixels
    if len(pixels) % 2:
        pixels = pixels[:-1] if len(pixels) > 1 else pixels.repeat(2, axis=0)
    lines = []
    for upper, lower in zip(pixels[::2].tolist(), pixels[1::2].tolist(), strict=True):
        cells = (f"\x1b[38;{code(ink)};48;{code(ground)}m▀" for ink, ground in zip(upper, lower, strict=True))
        lines.append("".join(cells) + "\x1b[0m")
    return "\n".join(lines)


def _shrunk(image: Image, side: int = MAX_SIDE_PX) -> Image:
    """The picture with neither side longer than `side` pixels."""
    import numpy as np
    from PIL import Image as Pillow

    from sensorium.content import Image as Picture

    scale = side / max(image.width, image.height)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return Picture(np.asarray(Pillow.fromarray(image.pixels).resize(size, Pillow.Resampling.BOX)))


class Progress:
    """One line on stderr while something takes long, only where stderr is a terminal, gone when it is over.

    `pause()` removes the line so that other things can be printed; the next `say` brings it back.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self.visible = self._stream.isatty()
        self._display: Display | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.pause()

    def say(self, what: str, done: float = 0, total: float | None = None) -> None:
        """Show what is being done; with `total` how far it has come."""
        if not self.visible:
            return
        if self._display is None:
            self._display = _display(self._stream)
            self._display.start()
        if not self._display.tasks or self._display.tasks[0].description != what:
            self._forget()
            self._display.add_task(what, total=None)
        self._display.update(self._display.tasks[0].id, completed=done, total=total)

    def pause(self) -> None:
        """Take the line away."""
        if self._display is not None:
            self._display.stop()
            self._display = None

    def _forget(self) -> None:
        assert self._display is not None
        for task in self._display.task_ids:
            self._display.remove_task(task)


def _display(stream: TextIO) -> Display:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    return Progress(*columns, console=Console(file=stream), transient=True)
