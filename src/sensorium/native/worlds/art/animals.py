"""Animals with fur: heads and whole bodies."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _muzzle(pen: Pen, y: float) -> None:
    """A nose with the mouth under it."""
    pen.polygon([(44, y), (56, y), (50, y + 7)], "ink")
    pen.line([(50, y + 6), (50, y + 12)], 2.5)
    pen.arc((44, y + 11), 6, (0, 160), 2.5)
    pen.arc((56, y + 11), 6, (20, 180), 2.5)


def _cat(pen: Pen) -> None:
    for side in (-1, 1):
        pen.polygon([(50 + side * 42, 4), (50 + side * 44, 48), (50 + side * 10, 26)])
        pen.polygon([(50 + side * 36, 14), (50 + side * 37, 36), (50 + side * 20, 27)], "rose")
    pen.ellipse(50, 58, 45, 38)
    pen.eyes(50, 52, 19, 8)
    _muzzle(pen, 64)
    for side in (-1, 1):
        for y in (66, 75):
            pen.line([(50 + side * 22, y), (50 + side * 42, y + (y - 70) * 0.6)], 2)


def _dog(pen: Pen) -> None:
    pen.ellipse(50, 52, 36, 42)
    pen.ellipse(13, 48, 12, 32, "dark", 12)
    pen.ellipse(87, 48, 12, 32, "dark", -12)
    pen.ellipse(50, 70, 20, 19, "trim")
    pen.eyes(50, 42, 15, 7)
    pen.ellipse(50, 61, 9, 6.5, "ink")
    pen.line([(50, 66), (50, 76)], 2.5)
    pen.ellipse(50, 83, 6, 9, "rose")


def _rabbit(pen: Pen) -> None:
    for side in (-1, 1):
        pen.ellipse(50 + side * 17, 28, 11, 28, "main", side * 8)
        pen.ellipse(50 + side * 17, 28, 5, 20, "rose", side * 8)
    pen.ellipse(50, 70, 34, 28)
    pen.eyes(50, 64, 14, 6)
    pen.ellipse(50, 75, 5, 4, "rose")
    pen.box(44, 82, 56, 94, "paper")
    pen.line([(50, 82), (50, 93)], 2)


def _bear(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 33, 20, 17)
        pen.circle(50 + side * 33, 20, 9, "dark")
    pen.circle(50, 56, 41)
    pen.ellipse(50, 71, 21, 17, "cream")
    pen.circle(33, 47, 5, "ink")
    pen.circle(67, 47, 5, "ink")
    pen.ellipse(50, 64, 8, 6, "ink")
    pen.line([(50, 68), (50, 78)], 2.5)


def _pig(pen: Pen) -> None:
    for side in (-1, 1):
        pen.polygon([(50 + side * 20, 18), (50 + side * 46, 6), (50 + side * 40, 40)], "dark")
    pen.ellipse(50, 54, 44, 41)
    pen.ellipse(50, 66, 21, 15, "light")
    pen.ellipse(42, 66, 4, 6.5, "ink")
    pen.ellipse(58, 66, 4, 6.5, "ink")
    pen.eyes(50, 40, 19, 6)


def _mouse(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 27, 27, 22)
        pen.circle(50 + side * 27, 27, 13, "rose")
    pen.blob([(50, 30), (80, 48), (72, 78), (50, 97), (28, 78), (20, 48)])
    pen.eyes(50, 58, 13, 6)
    pen.circle(50, 90, 7, "ink")
    for side in (-1, 1):
        pen.line([(50 + side * 12, 82), (50 + side * 36, 76)], 2)
        pen.line([(50 + side * 12, 86), (50 + side * 36, 90)], 2)


def _lion(pen: Pen) -> None:
    pen.star(50, 51, 48, 38, 11, "bark")
    pen.circle(50, 52, 33)
    pen.eyes(50, 44, 13, 6)
    pen.ellipse(50, 66, 17, 12, "cream")
    _muzzle(pen, 57)


def _monkey(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 38, 50, 12)
        pen.circle(50 + side * 38, 50, 6, "skin")
    pen.circle(50, 46, 38)
    pen.circle(38, 42, 16, "skin")
    pen.circle(62, 42, 16, "skin")
    pen.ellipse(50, 70, 28, 22, "skin")
    pen.circle(39, 43, 5, "ink")
    pen.circle(61, 43, 5, "ink")
    pen.arc((50, 68), 15, (20, 160), 3.5)
    pen.circle(46, 62, 2, "ink")
    pen.circle(54, 62, 2, "ink")


def _fox(pen: Pen) -> None:
    for side in (-1, 1):
        pen.polygon([(50 + side * 44, 3), (50 + side * 46, 46), (50 + side * 8, 30)])
        pen.polygon([(50 + side * 39, 12), (50 + side * 40, 32), (50 + side * 24, 26)], "ink")
    pen.polygon([(4, 44), (30, 24), (70, 24), (96, 44), (50, 96)])
    pen.polygon([(4, 44), (30, 54), (50, 96)], "trim")
    pen.polygon([(96, 44), (70, 54), (50, 96)], "trim")
    pen.circle(34, 48, 5, "ink")
    pen.circle(66, 48, 5, "ink")
    pen.circle(50, 90, 7, "ink")


def _panda(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 34, 18, 16, "main")
    pen.ellipse(50, 56, 44, 39, "trim")
    for side in (-1, 1):
        pen.ellipse(50 + side * 19, 50, 11, 15, "main", side * 25)
        pen.circle(50 + side * 17, 50, 5, "paper")
        pen.circle(50 + side * 17, 50, 3, "ink")
    pen.ellipse(50, 68, 8, 5.5, "ink")
    pen.arc((50, 70), 11, (30, 150), 3)


def _cow(pen: Pen) -> None:
    for x in (20, 34, 62, 74):
        pen.box(x, 66, x + 9, 95, "dark")
    pen.box(12, 34, 82, 74, "main", 14)
    pen.curve([(14, 42), (5, 54), (7, 74)], 4, "dark")
    pen.ellipse(34, 48, 13, 9, "trim", 15)
    pen.ellipse(60, 62, 10, 7, "trim", -10)
    pen.polygon([(70, 14), (60, 4), (66, 22)], "cream")
    pen.polygon([(90, 14), (98, 4), (94, 22)], "cream")
    pen.box(66, 14, 94, 48, "main", 9)
    pen.box(65, 38, 97, 54, "rose", 7)
    pen.circle(74, 26, 3, "ink")
    pen.circle(87, 26, 3, "ink")


def _horse(pen: Pen) -> None:
    """The head and the neck, from the side."""
    pen.polygon([(50, 16), (54, 2), (62, 16)])
    pen.blob([(18, 96), (24, 60), (42, 22), (58, 14), (72, 30), (94, 56), (90, 72), (76, 74), (60, 60), (66, 96)])
    pen.curve([(50, 8), (34, 24), (18, 56), (12, 92)], 12, "bark")
    pen.line([(54, 8), (60, 24)], 8, "bark")
    pen.circle(63, 34, 4.5, "ink")
    pen.circle(86, 60, 3, "ink")
    pen.curve([(78, 70), (84, 67), (90, 67)], 2.5)


def _elephant(pen: Pen) -> None:
    for x in (14, 30, 46, 60):
        pen.box(x, 60, x + 13, 95, "dark", 3)
    pen.ellipse(40, 48, 36, 30)
    pen.curve([(6, 44), (3, 56), (5, 66)], 4, "dark")
    pen.circle(72, 36, 22)
    pen.curve([(86, 40), (92, 62), (88, 80), (95, 88)], 11, "main")
    pen.ellipse(60, 38, 15, 21, "dark")
    pen.circle(80, 32, 3.5, "ink")
    pen.line([(80, 54), (84, 66)], 5, "paper")


def _giraffe(pen: Pen) -> None:
    for x in (30, 40, 60, 70):
        pen.box(x, 66, x + 6.5, 96, "dark")
    pen.box(24, 54, 80, 74, "main", 9)
    pen.polygon([(64, 62), (70, 14), (82, 14), (80, 64)])
    pen.ellipse(82, 13, 14, 8, "main", 15)
    pen.line([(74, 8), (72, 2)], 3.5, "bark")
    pen.circle(82, 11, 2.4, "ink")
    for x, y, r in ((34, 62, 4), (46, 66, 4.5), (58, 61, 4), (70, 66, 4), (74, 30, 3), (73, 44, 3.5), (76, 54, 3)):
        pen.circle(x, y, r, "bark")


def _sheep(pen: Pen) -> None:
    for x in (30, 42, 58, 68):
        pen.box(x, 70, x + 7, 95, "night")
    for x, y in ((24, 48), (38, 36), (56, 36), (72, 48), (64, 64), (46, 66), (30, 64)):
        pen.circle(x, y, 15)
    pen.box(28, 40, 68, 68)
    pen.ellipse(80, 42, 13, 17, "night", 12)
    pen.ellipse(68, 34, 9, 5, "night", 20)
    pen.circle(82, 38, 3, "paper")


def _camel(pen: Pen) -> None:
    for x in (20, 31, 56, 67):
        pen.box(x, 62, x + 8, 96, "dark")
    pen.ellipse(32, 40, 15, 25)
    pen.ellipse(59, 40, 15, 25)
    pen.box(16, 46, 77, 68, "main", 10)
    pen.curve([(72, 58), (84, 52), (84, 26)], 11, "main")
    pen.ellipse(87, 21, 11, 7, "main", 10)
    pen.circle(86, 19, 2.4, "ink")


def _kangaroo(pen: Pen) -> None:
    pen.curve([(46, 74), (24, 90), (5, 90)], 9, "main")
    pen.blob([(58, 30), (68, 46), (68, 72), (52, 86), (36, 76), (42, 52)])
    pen.line([(48, 86), (76, 92)], 9, "dark")
    pen.line([(62, 46), (78, 58)], 7, "dark")
    pen.ellipse(58, 14, 5, 12, "main", -12)
    pen.ellipse(70, 13, 5, 12, "main", 8)
    pen.ellipse(68, 24, 15, 10, "main", 15)
    pen.circle(69, 21, 3, "ink")
    pen.arc((56, 68), 11, (10, 170), 4, "dark")


def _hedgehog(pen: Pen) -> None:
    pen.star(44, 56, 44, 32, 16, "bark")
    pen.blob([(40, 56), (66, 48), (84, 62), (97, 72), (84, 84), (40, 86), (22, 76)])
    pen.circle(74, 64, 4, "ink")
    pen.circle(95, 72, 4.5, "ink")
    pen.ellipse(34, 88, 8, 5, "dark")
    pen.ellipse(66, 88, 8, 5, "dark")


THINGS = (
    Thing("cat", _cat, "orange"),
    Thing("dog", _dog, "brown"),
    Thing("rabbit", _rabbit, "gray"),
    Thing("bear", _bear, "brown"),
    Thing("pig", _pig, "pink"),
    Thing("mouse", _mouse, "gray", "mice"),
    Thing("lion", _lion, "yellow"),
    Thing("monkey", _monkey, "brown"),
    Thing("fox", _fox, "orange"),
    Thing("panda", _panda, "black"),
    Thing("cow", _cow, "brown"),
    Thing("horse", _horse, "brown"),
    Thing("elephant", _elephant, "gray"),
    Thing("giraffe", _giraffe, "yellow"),
    Thing("sheep", _sheep, "white", "sheep"),
    Thing("camel", _camel, "brown"),
    Thing("kangaroo", _kangaroo, "brown"),
    Thing("hedgehog", _hedgehog, "brown"),
)
