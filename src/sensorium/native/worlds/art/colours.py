"""The named colours of the drawn world: of things, of grounds, and of the fixed parts of a drawing. sRGB, 0 … 255."""

from __future__ import annotations

from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]

COLOURS: dict[str, RGB] = {
    "red": (222, 42, 42),
    "orange": (246, 138, 22),
    "yellow": (250, 214, 40),
    "green": (46, 160, 66),
    "blue": (44, 102, 222),
    "purple": (138, 66, 190),
    "pink": (246, 134, 182),
    "brown": (134, 82, 44),
    "black": (52, 52, 58),
    "white": (250, 250, 250),
    "gray": (142, 146, 152),
}

GROUNDS: dict[str, RGB] = {
    "white": (255, 255, 255),
    "light gray": (218, 220, 224),
    "light blue": (196, 224, 250),
    "light green": (204, 238, 200),
    "light yellow": (255, 246, 190),
    "light pink": (255, 218, 226),
    "light purple": (226, 212, 246),
    "light brown": (234, 214, 188),
}

FIXED: dict[str, RGB] = {
    "ink": (38, 34, 42),
    "paper": (252, 252, 252),
    "night": (58, 60, 72),
    "skin": (244, 196, 156),
    "wood": (158, 106, 62),
    "bark": (112, 74, 44),
    "leaf": (72, 158, 66),
    "grass": (120, 190, 90),
    "steel": (168, 176, 186),
    "iron": (104, 110, 120),
    "glass": (186, 224, 246),
    "cream": (250, 234, 200),
    "gold": (240, 188, 48),
    "rose": (244, 122, 140),
    "flame": (250, 150, 40),
    "sun": (252, 216, 70),
    "sea": (90, 170, 230),
    "blood": (214, 50, 50),
    "dough": (226, 170, 96),
    "coal": (60, 58, 64),
}


_FOLLOWING = ("main", "dark", "light", "mark", "trim")
FILLS: tuple[str, ...] = (*_FOLLOWING, *FIXED)


def palette(colour: str) -> dict[str, RGB]:
    """What each of `FILLS` is when the thing has `colour`, a name of `COLOURS`."""
    main = COLOURS[colour]
    return {
        **FIXED,
        "main": main,
        "dark": shaded(main, 0.5 if colour == "black" else 0.68),
        "light": shaded(main, 0.88 if colour == "white" else 1.45),
        "mark": FIXED["steel" if colour == "black" else "ink"],
        "trim": FIXED["steel" if colour == "white" else "paper"],
    }


def shaded(colour: RGB, factor: float) -> RGB:
    """`colour` mixed towards black (factor < 1) or white (factor > 1, 2 is white)."""
    if factor <= 1:
        return _rounded(tuple(channel * factor for channel in colour))
    return _rounded(tuple(channel + (255 - channel) * (factor - 1) for channel in colour))


def _rounded(channels: tuple[float, ...]) -> RGB:
    red, green, blue = (round(channel) for channel in channels)
    return red, green, blue
