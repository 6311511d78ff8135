"""Toys, games and musical instruments."""

from __future__ import annotations

import math

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _ball(pen: Pen) -> None:
    pen.circle(50, 50, 45, "trim")
    for start in (0, 120, 240):
        pen.pie((50, 50), 45, (start, start + 60), "main")
    pen.circle(50, 50, 9, "sun")


def _football(pen: Pen) -> None:
    pen.circle(50, 50, 45, "trim")
    corners = [(50 + 16 * math.sin(1.2566 * k), 50 - 16 * math.cos(1.2566 * k)) for k in range(5)]
    pen.polygon(corners)
    for k, corner in enumerate(corners):
        a = 1.2566 * k
        pen.line([corner, (50 + 34 * math.sin(a), 50 - 34 * math.cos(a))], 4, "main")
        pen.pie((50 + 45 * math.sin(a), 50 - 45 * math.cos(a)), 13, (72 * k + 30, 72 * k + 150), "main")


def _basketball(pen: Pen) -> None:
    pen.circle(50, 50, 45)
    pen.line([(50, 6), (50, 94)], 6, "mark")
    pen.line([(6, 50), (94, 50)], 6, "mark")
    pen.arc((4, 50), 31, (-62, 62), 6, "mark")
    pen.arc((96, 50), 31, (118, 242), 6, "mark")


def _balloon(pen: Pen) -> None:
    pen.curve([(50, 74), (44, 84), (54, 90), (48, 98)], 3)
    pen.polygon([(50, 66), (58, 77), (42, 77)], "dark")
    pen.ellipse(50, 37, 29, 34)
    pen.ellipse(39, 26, 6, 11, "light", 25)


def _kite(pen: Pen) -> None:
    pen.curve([(40, 62), (34, 78), (46, 86), (34, 97)], 3)
    for x, y in ((36, 78), (42, 89)):
        pen.polygon([(x - 8, y - 5), (x, y), (x - 8, y + 5)], "sun")
        pen.polygon([(x + 8, y - 5), (x, y), (x + 8, y + 5)], "sun")
    pen.polygon([(64, 3), (92, 30), (40, 64), (22, 12)])
    pen.polygon([(64, 3), (92, 30), (54, 26)], "light")
    pen.polygon([(22, 12), (54, 26), (40, 64)], "dark")


def _robot(pen: Pen) -> None:
    pen.line([(50, 18), (50, 6)], 4, "iron")
    pen.circle(50, 7, 5, "blood")
    for x in (30, 58):
        pen.box(x, 80, x + 12, 97, "iron")
    for x in (6, 82):
        pen.box(x, 54, x + 12, 80, "iron", 3)
    pen.box(18, 50, 82, 86, "main", 4)
    pen.box(24, 14, 76, 48, "main", 5)
    pen.circle(38, 28, 7, "sun")
    pen.circle(62, 28, 7, "sun")
    pen.box(36, 38, 64, 43, "ink")
    pen.box(34, 58, 66, 76, "trim", 3)


def _doll(pen: Pen) -> None:
    pen.circle(50, 26, 25, "bark")
    pen.circle(26, 40, 11, "bark")
    pen.circle(74, 40, 11, "bark")
    pen.line([(38, 60), (18, 72)], 8, "skin")
    pen.line([(62, 60), (82, 72)], 8, "skin")
    pen.line([(42, 84), (42, 94)], 8, "skin")
    pen.line([(58, 84), (58, 94)], 8, "skin")
    pen.polygon([(40, 50), (60, 50), (80, 88), (20, 88)])
    pen.circle(50, 32, 19, "skin")
    pen.circle(43, 31, 3, "ink")
    pen.circle(57, 31, 3, "ink")
    pen.arc((50, 37), 7, (20, 160), 2.5, "blood")


def _dice(pen: Pen) -> None:
    pen.box(10, 10, 90, 90, "main", 14)
    for x, y in ((30, 30), (70, 30), (50, 50), (30, 70), (70, 70)):
        pen.circle(x, y, 8.5, "mark")


def _puzzle(pen: Pen) -> None:
    pen.box(10, 30, 72, 92)
    pen.circle(41, 24, 14)
    pen.circle(80, 61, 14)
    pen.erase(41, 90, 11, 11)
    pen.erase(12, 61, 11, 11)


def _yoyo(pen: Pen) -> None:
    pen.curve([(50, 60), (44, 30), (58, 18), (50, 4)], 4, "ink")
    pen.circle(50, 64, 33)
    pen.circle(50, 64, 20, "light")
    pen.circle(50, 64, 8, "dark")


def _spinning_top(pen: Pen) -> None:
    pen.line([(50, 28), (50, 6)], 8, "wood")
    pen.polygon([(8, 38), (92, 38), (50, 97)], "dark")
    pen.ellipse(50, 38, 42, 13)
    pen.polygon([(20, 54), (80, 54), (70, 68), (30, 68)], "sun")


def _teddy(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 20, 12, 10)
        pen.ellipse(50 + side * 30, 60, 11, 16, "main", side * -40)
        pen.circle(50 + side * 22, 86, 12, "main")
        pen.circle(50 + side * 22, 87, 6, "cream")
    pen.ellipse(50, 68, 26, 26)
    pen.ellipse(50, 70, 15, 16, "cream")
    pen.circle(50, 27, 24)
    pen.ellipse(50, 34, 11, 9, "cream")
    pen.circle(41, 23, 3.2, "ink")
    pen.circle(59, 23, 3.2, "ink")
    pen.circle(50, 31, 4, "ink")


def _trophy(pen: Pen) -> None:
    pen.arc((24, 28), 16, (90, 270), 6, "dark")
    pen.arc((76, 28), 16, (-90, 90), 6, "dark")
    pen.polygon([(22, 6), (78, 6), (72, 42), (58, 58), (42, 58), (28, 42)])
    pen.box(44, 56, 56, 78, "dark")
    pen.box(24, 78, 76, 95, "bark", 2)
    pen.star(50, 28, 14, 6, 5, "trim")


def _flag(pen: Pen) -> None:
    pen.line([(14, 6), (14, 95)], 7, "wood")
    pen.blob(
        [(18, 10), (36, 4), (58, 14), (78, 16), (95, 10), (92, 34), (95, 56), (76, 62), (56, 58), (36, 50), (18, 56)]
    )


def _drum(pen: Pen) -> None:
    pen.line([(6, 8), (40, 28)], 5, "wood")
    pen.line([(94, 8), (60, 28)], 5, "wood")
    pen.box(10, 36, 90, 82)
    pen.ellipse(50, 82, 40, 13)
    pen.line([(11, 42), (24, 88), (37, 50), (50, 94), (63, 50), (76, 88), (89, 42)], 3.5, "sun")
    pen.ellipse(50, 36, 40, 13, "cream")


def _guitar(pen: Pen) -> None:
    pen.line([(46, 54), (82, 18)], 8, "bark")
    pen.line([(80, 20), (92, 8)], 13, "bark")
    pen.circle(30, 70, 25)
    pen.circle(48, 52, 18)
    pen.circle(39, 61, 9, "ink")
    pen.line([(18, 76), (26, 84)], 5, "bark")
    pen.line([(24, 78), (84, 16)], 2, "cream")


def _violin(pen: Pen) -> None:
    pen.line([(50, 40), (50, 6)], 6, "ink")
    pen.circle(50, 7, 6, "bark")
    pen.circle(50, 76, 22)
    pen.circle(50, 46, 17)
    pen.box(38, 46, 62, 76)
    pen.polygon([(46, 30), (54, 30), (55, 62), (45, 62)], "ink")
    pen.box(45, 78, 55, 94, "ink")
    pen.curve([(36, 60), (38, 66), (36, 72)], 2.5)
    pen.curve([(64, 60), (62, 66), (64, 72)], 2.5)
    pen.line([(84, 8), (78, 92)], 3.5, "wood")


def _trumpet(pen: Pen) -> None:
    pen.polygon([(58, 42), (84, 36), (97, 18), (97, 74), (84, 56), (58, 52)])
    pen.line([(8, 46), (70, 46)], 7, "main")
    pen.box(3, 39, 10, 53, "dark", 2)
    pen.arc((36, 60), 14, (90, 270), 6, "main")
    pen.line([(36, 74), (60, 74)], 6, "main")
    pen.arc((60, 60), 14, (-90, 90), 6, "main")
    for x in (34, 46, 58):
        pen.box(x - 4, 26, x + 4, 66, "dark", 2)
        pen.box(x - 5, 22, x + 5, 28, "light", 2)


def _piano(pen: Pen) -> None:
    pen.box(5, 12, 95, 58, "main", 4)
    pen.box(3, 56, 97, 72, "dark", 2)
    pen.box(8, 50, 92, 66, "trim")
    for x in (18, 28, 46, 56, 66, 82):
        pen.box(x - 3, 50, x + 3, 60, "ink")
    for x in (8, 80):
        pen.box(x, 70, x + 12, 96, "dark")
    pen.box(34, 20, 66, 40, "trim")


def _microphone(pen: Pen) -> None:
    pen.line([(56, 46), (14, 90)], 15, "main")
    pen.circle(68, 32, 26, "steel")
    for shift in (-12, 0, 12):
        pen.line([(52 + shift, 30 - abs(shift) / 2), (70 + shift, 48 - abs(shift) / 2)], 2.2, "iron")
    pen.line([(48, 34), (66, 54)], 8, "dark")


def _headphones(pen: Pen) -> None:
    pen.arc((50, 52), 38, (180, 360), 9, "main", ry=42)
    for x in (4, 76):
        pen.box(x, 48, x + 20, 90, "main", 8)
    for x in (20, 72):
        pen.box(x, 52, x + 8, 86, "ink", 3)


def _note(pen: Pen) -> None:
    pen.polygon([(34, 14), (88, 4), (88, 26), (34, 36)])
    pen.box(34, 20, 43, 80)
    pen.box(79, 10, 88, 70)
    pen.ellipse(26, 80, 19, 14, "main", -20)
    pen.ellipse(71, 70, 19, 14, "main", -20)


THINGS = (
    Thing("beach ball", _ball, "red"),
    Thing("football", _football, "black"),
    Thing("basketball", _basketball, "orange"),
    Thing("balloon", _balloon, "red"),
    Thing("kite", _kite, "purple"),
    Thing("robot", _robot, "gray"),
    Thing("doll", _doll, "pink"),
    Thing("die", _dice, "white", "dice"),
    Thing("puzzle piece", _puzzle, "green"),
    Thing("yo-yo", _yoyo, "red"),
    Thing("spinning top", _spinning_top, "blue"),
    Thing("teddy bear", _teddy, "brown"),
    Thing("trophy", _trophy, "yellow"),
    Thing("flag", _flag, "red"),
    Thing("drum", _drum, "red"),
    Thing("guitar", _guitar, "brown"),
    Thing("violin", _violin, "brown"),
    Thing("trumpet", _trumpet, "yellow"),
    Thing("piano", _piano, "black"),
    Thing("microphone", _microphone, "black"),
    Thing("pair of headphones", _headphones, "blue", "pairs of headphones"),
    Thing("musical note", _note, "black"),
)
