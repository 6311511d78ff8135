"""Sports, music, travel and things of the house."""

from __future__ import annotations

import math

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _wheel(pen: Pen, x: float, y: float, r: float) -> None:
    pen.circle(x, y, r, "ink")
    pen.circle(x, y, r * 0.45, "steel")


def _skateboard(pen: Pen) -> None:
    for x in (30, 70):
        pen.polygon([(x - 9, 52), (x + 9, 52), (x + 4, 68), (x - 4, 68)], "steel")
        _wheel(pen, x, 70, 12)
    pen.curve([(6, 32), (16, 45), (30, 48), (70, 48), (84, 45), (94, 32)], 12, "main")
    pen.line([(30, 44), (70, 44)], 4, "light")


def _fire_engine(pen: Pen) -> None:
    for y in (34, 46):
        pen.line([(8, y), (78, y - 23)], 4, "iron")
    for x in (16, 28, 40, 52, 64):
        pen.line([(x, 36 - x / 3), (x + 4, 46 - x / 3)], 4, "iron")
    pen.box(3, 44, 62, 76, "blood", 3)
    pen.box(58, 32, 97, 76, "blood", 5)
    pen.box(68, 38, 92, 54, "glass", 2)
    pen.box(72, 23, 84, 33, "sea", 3)
    pen.box(3, 60, 97, 66, "sun")
    _wheel(pen, 24, 77, 13)
    _wheel(pen, 76, 77, 13)


def _excavator(pen: Pen) -> None:
    pen.box(6, 76, 66, 94, "ink", 9)
    for x in (17, 36, 55):
        pen.circle(x, 85, 5.5, "steel")
    pen.line([(50, 62), (66, 16), (88, 40)], 9, "main")
    pen.polygon([(80, 40), (96, 38), (97, 66), (74, 72), (84, 58)], "iron")
    pen.box(6, 50, 62, 74, "main", 4)
    pen.box(22, 28, 50, 58, "main", 4)
    pen.box(28, 34, 46, 52, "glass", 2)
    pen.box(6, 58, 18, 68, "dark")


def _canoe(pen: Pen) -> None:
    pen.line([(30, 88), (74, 12)], 5, "wood")
    pen.ellipse(75, 14, 13, 8, "wood", -60)
    pen.ellipse(28, 90, 10, 7, "wood", -60)
    pen.blob([(3, 34), (18, 50), (50, 56), (82, 50), (97, 34), (94, 62), (76, 80), (50, 83), (24, 80), (6, 62)])
    pen.curve([(9, 56), (28, 67), (50, 70), (72, 67), (91, 56)], 6, "trim")


def _roller_skate(pen: Pen) -> None:
    for x in (24, 44, 68, 86):
        _wheel(pen, x, 88, 9.5)
    pen.blob([(22, 6), (52, 6), (54, 36), (72, 46), (92, 56), (94, 72), (60, 72), (20, 72), (20, 40)])
    pen.box(12, 70, 94, 79, "dark", 3)
    pen.box(18, 4, 56, 15, "dark", 4)
    for y in (26, 36, 46):
        pen.line([(40 + (y - 26) * 0.5, y), (54 + (y - 26) * 0.7, y)], 4, "trim")
    pen.star(32, 56, 10, 5, 5, "trim")


def _tennis_racket(pen: Pen) -> None:
    pen.line([(40, 60), (10, 92)], 10, "night")
    pen.line([(50, 50), (32, 68)], 9, "main")
    pen.ellipse(64, 34, 25, 35, "main", 42)
    pen.ellipse(64, 34, 18, 28, "trim", 42)
    for k in (-10, 0, 10):
        pen.line([(51 + k, 33 - k), (66 + k, 46 - k)], 2.4, "iron")
        pen.line([(47 + k * 0.7, 51 + k * 0.7), (80 + k * 0.7, 18 + k * 0.7)], 2.4, "iron")
    pen.circle(78, 80, 14, "sun")


def _bowling_pin(pen: Pen) -> None:
    side = [(0, 4), (11, 9), (12, 20), (8, 34), (14, 48), (21, 66), (18, 84), (12, 96)]
    outline = [(50 + x * 1.15, y) for x, y in side] + [(50 - x * 1.15, y) for x, y in side[:0:-1]]
    pen.polygon(outline, "paper")
    pen.polygon([(41, 28), (59, 28), (60, 35), (40, 35)], "blood")
    pen.polygon([(38, 40), (62, 40), (64, 46), (36, 46)], "blood")


def _dartboard(pen: Pen) -> None:
    pen.circle(48, 52, 45, "ink")
    for k in range(10):
        span = (36 * k, 36 * k + 36)
        pen.pie((48, 52), 38, span, ("blood", "leaf")[k % 2])
        pen.pie((48, 52), 31, span, ("coal", "cream")[k % 2])
    pen.circle(48, 52, 11, "leaf")
    pen.circle(48, 52, 6, "blood")
    pen.line([(50, 50), (84, 16)], 4, "steel")
    pen.polygon([(74, 24), (76, 8), (84, 2), (85, 14), (97, 16), (91, 24)], "sea")


def _medal(pen: Pen) -> None:
    pen.polygon([(18, 3), (38, 3), (60, 50), (44, 56)], "sea")
    pen.polygon([(82, 3), (62, 3), (40, 50), (56, 56)], "blood")
    pen.circle(50, 68, 29, "gold")
    pen.circle(50, 68, 22, "sun")
    pen.star(50, 68, 17, 7, 5, "gold")


def _whistle(pen: Pen) -> None:
    pen.circle(14, 24, 11, "steel")
    pen.erase(14, 24, 5, 5)
    pen.box(30, 30, 97, 54, "main", 3)
    pen.circle(38, 60, 31)
    pen.polygon([(58, 30), (72, 30), (62, 42)], "ink")
    pen.circle(38, 62, 17, "dark")
    pen.circle(42, 66, 9, "light")


def _harp(pen: Pen) -> None:
    pen.box(14, 16, 22, 90, "gold")
    pen.polygon([(14, 84), (24, 80), (84, 22), (92, 32), (44, 90), (14, 94)], "gold")
    pen.curve([(16, 14), (34, 10), (50, 26), (70, 28), (86, 12), (90, 26)], 9, "gold")
    for x, low in ((34, 72), (47, 59), (60, 47), (72, 36)):
        pen.line([(x, 22), (x, low)], 2.4, "iron")
    pen.circle(17, 13, 9, "gold")
    pen.box(8, 88, 62, 97, "bark", 3)


def _accordion(pen: Pen) -> None:
    for k in range(6):
        x = 26 + k * 8
        pen.polygon([(x, 24), (x + 4, 16), (x + 8, 24), (x + 8, 76), (x + 4, 84), (x, 76)], ("light", "ink")[k % 2])
    for x in (4, 70):
        pen.box(x, 14, x + 26, 86, "main", 5)
    pen.box(6, 22, 18, 78, "trim")
    for y in (30, 40, 50, 60, 70):
        pen.line([(7, y), (13, y)], 3.5)
        pen.circle(84, y, 3.6, "trim")


def _saxophone(pen: Pen) -> None:
    pen.line([(58, 16), (40, 6), (26, 12)], 6, "main")
    pen.line([(24, 12), (14, 20)], 8, "night")
    pen.curve([(58, 16), (56, 40), (50, 68), (52, 84), (66, 88), (78, 76), (80, 58)], 14, "main")
    pen.polygon([(66, 76), (62, 44), (97, 44), (88, 76)])
    pen.ellipse(80, 44, 18, 6, "dark")
    for y in (30, 44, 58, 72):
        pen.circle(56 - (y - 30) * 0.12, y, 4.5, "dark")


def _xylophone(pen: Pen) -> None:
    pen.polygon([(4, 28), (96, 42), (96, 48), (4, 38)], "wood")
    pen.polygon([(4, 72), (96, 58), (96, 52), (4, 62)], "wood")
    for k, fill in enumerate(("blood", "flame", "sun", "leaf", "sea", "rose")):
        x, half = 8 + 14.6 * k, 38 - 4.4 * k
        pen.box(x, 50 - half, x + 11, 50 + half, fill, 3)
    pen.line([(56, 92), (86, 72)], 4, "bark")
    pen.circle(52, 93, 6, "night")


def _hourglass(pen: Pen) -> None:
    glass = [(24, 12), (76, 12), (74, 34), (55, 50), (74, 66), (76, 88), (24, 88), (26, 66), (45, 50), (26, 34)]
    pen.polygon(glass, "glass")
    pen.polygon([(29, 28), (71, 28), (69, 34), (51, 48), (49, 48), (31, 34)], "gold")
    pen.polygon([(50, 62), (72, 86), (28, 86)], "gold")
    pen.line([(50, 46), (50, 70)], 3, "gold")
    pen.box(14, 3, 86, 15, "wood", 3)
    pen.box(14, 85, 86, 97, "wood", 3)


def _compass(pen: Pen) -> None:
    pen.circle(50, 9, 7, "steel")
    pen.circle(50, 56, 40)
    pen.circle(50, 56, 31, "trim")
    for x, y in ((50, 29), (50, 83), (23, 56), (77, 56)):
        pen.circle(x, y, 3.5, "ink")
    pen.polygon([(69, 33), (58, 63), (43, 49)], "blood")
    pen.polygon([(31, 79), (58, 63), (43, 49)], "night")


def _map(pen: Pen) -> None:
    for x, y, z, fill in ((4, 14, 26, "cream"), (35, 26, 14, "dough"), (65, 14, 26, "cream")):
        pen.polygon([(x, y), (x + 31, z), (x + 31, z + 60), (x, y + 60)], fill)
    pen.blob([(4, 48), (20, 42), (35, 60), (52, 72), (52, 82), (35, 86), (4, 74)], "sea")
    for x, y in ((16, 32), (28, 36), (40, 44), (52, 46), (62, 40)):
        pen.circle(x, y, 3.4, "blood")
    pen.line([(72, 36), (86, 54)], 5.5, "blood")
    pen.line([(87, 38), (71, 52)], 5.5, "blood")


def _mailbox(pen: Pen) -> None:
    pen.box(44, 60, 58, 97, "wood")
    pen.box(24, 16, 96, 66, "main", 20)
    pen.box(60, 40, 96, 66)
    pen.box(4, 40, 50, 66, "dark")
    pen.circle(27, 39, 23, "dark")
    pen.box(14, 40, 40, 54, "paper", 2)
    pen.line([(76, 44), (76, 10)], 4, "iron")
    pen.box(76, 5, 95, 18, "sun")


def _trash_can(pen: Pen) -> None:
    pen.box(38, 4, 62, 16, "dark", 4)
    pen.polygon([(16, 26), (84, 26), (76, 96), (24, 96)])
    for x, shift in ((34, 3), (50, 0), (66, -3)):
        pen.line([(x, 40), (x + shift, 86)], 5, "dark")
    pen.box(8, 14, 92, 28, "light", 5)


def _fan(pen: Pen) -> None:
    pen.box(46, 70, 54, 92, "iron")
    pen.box(24, 88, 76, 97, "main", 4)
    pen.circle(50, 42, 39, "iron")
    pen.circle(50, 42, 34, "trim")
    for k in range(3):
        a = math.radians(120 * k - 60)
        pen.ellipse(50 + 17 * math.cos(a), 42 + 17 * math.sin(a), 17, 10, "main", 120 * k - 35)
    pen.circle(50, 42, 7, "dark")


def _radio(pen: Pen) -> None:
    pen.line([(24, 34), (74, 5)], 4, "iron")
    pen.box(4, 32, 96, 92, "main", 7)
    pen.circle(30, 62, 20, "mark")
    pen.circle(30, 62, 9, "dark")
    pen.box(56, 42, 90, 58, "trim", 2)
    pen.line([(68, 44), (68, 56)], 3.5, "blood")
    for x in (64, 83):
        pen.circle(x, 76, 7, "light")


def _toothbrush(pen: Pen) -> None:
    pen.line([(12, 88), (50, 56), (88, 22)], 11, "main")
    for k in range(5):
        x, y = 62 + 6.2 * k, 42 - 5.5 * k
        pen.line([(x, y), (x - 12, y - 14)], 5, ("paper", "sea")[k % 2])
    pen.curve([(48, 24), (56, 14), (64, 16), (72, 5)], 8, "glass")


def _sofa(pen: Pen) -> None:
    for x in (12, 80):
        pen.box(x, 76, x + 8, 90, "wood")
    pen.box(12, 20, 88, 66, "main", 9)
    pen.box(48, 24, 52, 56, "dark")
    for x in (16, 51):
        pen.box(x, 52, x + 33, 70, "light", 4)
    pen.box(10, 68, 90, 81, "dark", 3)
    for x in (3, 80):
        pen.box(x, 40, x + 17, 81, "main", 7)


def _bookshelf(pen: Pen) -> None:
    pen.box(10, 3, 90, 97, "wood", 3)
    rows = (("blood", "sea", "sun", "leaf"), ("leaf", "cream", "blood", "night"), ("sun", "night", "sea", "blood"))
    for y, fills in zip((9, 39, 69), rows, strict=True):
        pen.box(16, y, 84, y + 22, "bark")
        for k, fill in enumerate(fills):
            pen.box(18 + 16.5 * k, y + 3 * (k % 2), 31 + 16.5 * k, y + 22, fill)


def _suitcase(pen: Pen) -> None:
    pen.arc((50, 26), 22, (180, 360), 6, "mark", ry=20)
    pen.box(4, 26, 96, 90, "main", 9)
    for x in (18, 72):
        pen.box(x, 26, x + 10, 90, "dark")
        pen.box(x - 1, 42, x + 11, 54, "gold", 2)
    pen.box(36, 44, 64, 70, "trim", 3)
    pen.circle(50, 57, 7, "blood")


def _globe(pen: Pen) -> None:
    pen.arc((48, 42), 42, (-70, 110), 6, "gold")
    pen.line([(48, 84), (48, 92)], 6, "gold")
    pen.box(24, 88, 72, 97, "wood", 4)
    pen.circle(46, 42, 34, "sea")
    pen.blob([(22, 22), (42, 12), (52, 22), (44, 36), (38, 48), (26, 44)], "leaf")
    pen.blob([(54, 38), (70, 32), (76, 46), (66, 64), (56, 60)], "leaf")
    pen.blob([(30, 58), (44, 56), (46, 70), (36, 70)], "leaf")


def _parachute(pen: Pen) -> None:
    for x in (6, 50, 94):
        pen.line([(x, 36), (50, 84)], 3)
    for r, fill in ((46, "main"), (27, "trim"), (10, "main")):
        pen.pie((50, 40), r, (180, 360), fill, ry=36)
    pen.box(39, 76, 61, 97, "wood", 2)


THINGS = (
    Thing("skateboard", _skateboard, "blue"),
    Thing("fire engine", _fire_engine),
    Thing("excavator", _excavator, "yellow"),
    Thing("canoe", _canoe, "red"),
    Thing("roller skate", _roller_skate, "pink"),
    Thing("tennis racket", _tennis_racket, "green"),
    Thing("bowling pin", _bowling_pin),
    Thing("dartboard", _dartboard),
    Thing("medal", _medal),
    Thing("whistle", _whistle, "orange"),
    Thing("harp", _harp),
    Thing("accordion", _accordion, "red"),
    Thing("saxophone", _saxophone, "yellow"),
    Thing("xylophone", _xylophone),
    Thing("hourglass", _hourglass),
    Thing("compass", _compass, "brown"),
    Thing("map", _map),
    Thing("mailbox", _mailbox, "blue"),
    Thing("trash can", _trash_can, "gray"),
    Thing("fan", _fan, "blue"),
    Thing("radio", _radio, "brown"),
    Thing("toothbrush", _toothbrush, "green", "toothbrushes"),
    Thing("sofa", _sofa, "purple"),
    Thing("bookshelf", _bookshelf, None, "bookshelves"),
    Thing("suitcase", _suitcase, "brown"),
    Thing("globe", _globe),
    Thing("parachute", _parachute, "orange"),
)
