"""Buildings and other things that stand outside."""

from __future__ import annotations

import math

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _house(pen: Pen) -> None:
    pen.box(68, 12, 80, 40, "wood")
    pen.box(15, 46, 85, 94, "cream")
    pen.polygon([(50, 6), (97, 50), (3, 50)])
    pen.box(41, 62, 59, 94, "wood")
    pen.box(21, 60, 35, 74, "glass")
    pen.box(65, 60, 79, 74, "glass")


def _castle(pen: Pen) -> None:
    for x in (5, 71):
        pen.box(x, 28, x + 24, 95, "main")
        for k in (0, 9, 18):
            pen.box(x + k, 20, x + k + 6, 30, "main")
    pen.box(28, 48, 72, 95, "dark")
    for x in (31, 46, 61):
        pen.box(x, 40, x + 8, 50, "dark")
    pen.pie((50, 78), 12, (180, 360), "ink", ry=16)
    pen.box(38, 77, 62, 95, "ink")
    for x in (17, 83):
        pen.box(x - 4, 42, x + 4, 56, "ink", 3)
    pen.line([(50, 40), (50, 6)], 3)
    pen.polygon([(50, 5), (72, 12), (50, 20)], "blood")


def _lighthouse(pen: Pen) -> None:
    pen.polygon([(40, 30), (60, 30), (70, 94), (30, 94)], "trim")
    pen.polygon([(38, 42), (62, 42), (64.2, 56), (35.8, 56)])
    pen.polygon([(33.8, 70), (66.2, 70), (68.3, 83), (31.7, 83)])
    pen.box(38, 16, 62, 30, "sun")
    pen.polygon([(34, 17), (66, 17), (50, 3)])
    pen.box(20, 90, 80, 97, "iron")


def _tent(pen: Pen) -> None:
    pen.line([(44, 4), (52, 20)], 4.5, "bark")
    pen.line([(56, 4), (48, 20)], 4.5, "bark")
    pen.polygon([(50, 14), (98, 88), (2, 88)])
    pen.polygon([(50, 26), (72, 88), (28, 88)], "cream")
    pen.polygon([(50, 26), (50, 88), (28, 88)], "bark")


def _windmill(pen: Pen) -> None:
    pen.polygon([(38, 38), (62, 38), (72, 97), (28, 97)], "cream")
    pen.box(44, 76, 56, 96, "wood")
    for k in range(4):
        a = math.radians(90 * k + 45)
        c, s = math.cos(a), math.sin(a)
        sail = ((8, 0), (42, 0), (42, 14), (8, 14))
        pen.polygon([(50 + u * c - v * s, 42 + u * s + v * c) for u, v in sail])
        pen.line([(50, 42), (50 + 42 * c, 42 + 42 * s)], 3, "bark")
    pen.circle(50, 42, 5, "bark")


def _church(pen: Pen) -> None:
    pen.line([(26, 2), (26, 18)], 4)
    pen.line([(20, 8), (32, 8)], 4)
    pen.polygon([(26, 14), (44, 42), (8, 42)], "dark")
    pen.box(12, 40, 40, 95)
    pen.polygon([(40, 60), (64, 38), (96, 60)], "dark")
    pen.box(40, 58, 92, 95)
    pen.circle(26, 56, 6.5, "glass")
    pen.box(20, 74, 32, 95, "bark", 5)
    for x in (54, 76):
        pen.box(x - 5, 68, x + 5, 84, "glass", 4)


def _factory(pen: Pen) -> None:
    pen.circle(32, 9, 7, "steel")
    pen.circle(44, 5, 5, "steel")
    pen.polygon([(12, 22), (28, 22), (30, 60), (10, 60)], "iron")
    pen.polygon([(5, 95), (5, 52), (35, 40), (35, 52), (65, 40), (65, 52), (95, 40), (95, 95)])
    for x in (14, 42, 70):
        pen.box(x, 64, x + 16, 78, "sun")


def _tower(pen: Pen) -> None:
    pen.box(22, 6, 78, 96)
    for y in (14, 34, 54):
        for x in (30, 45, 60):
            pen.box(x, y, x + 10, y + 12, "glass")
    pen.box(42, 76, 58, 96, "ink")


def _bridge(pen: Pen) -> None:
    for x in (22, 78):
        pen.box(x - 5, 14, x + 5, 88)
    pen.curve([(3, 44), (22, 18), (50, 52), (78, 18), (97, 44)], 3.5, "dark")
    for x, y in ((36, 38), (50, 52), (64, 38)):
        pen.line([(x, y), (x, 64)], 2.5, "dark")
    pen.box(2, 60, 98, 70, "dark")


def _fence(pen: Pen) -> None:
    for y in (42, 72):
        pen.box(2, y, 98, y + 9, "dark")
    for x in (14, 38, 62, 86):
        pen.polygon([(x - 9, 30), (x, 14), (x + 9, 30), (x + 9, 92), (x - 9, 92)])


def _igloo(pen: Pen) -> None:
    pen.pie((52, 88), 44, (180, 360), "main", ry=68)
    pen.pie((50, 88), 17, (180, 360), "mark", ry=26)
    pen.arc((52, 88), 43, (200, 340), 2.5, "dark", ry=44)
    for x, y in ((30, 36), (52, 30), (74, 40), (22, 58), (78, 62)):
        pen.line([(x, y), (x, y + 12)], 2.5, "dark")


def _well(pen: Pen) -> None:
    pen.polygon([(50, 4), (94, 34), (6, 34)])
    pen.line([(20, 34), (20, 64)], 6, "wood")
    pen.line([(80, 34), (80, 64)], 6, "wood")
    pen.line([(50, 34), (50, 58)], 3)
    pen.box(10, 60, 90, 96, "iron", 4)
    for x, y in ((12, 72), (40, 62), (62, 74), (28, 84), (74, 86)):
        pen.line([(x + 2, y), (x + 12, y)], 2.5, "steel")


def _bench(pen: Pen) -> None:
    for y in (26, 40):
        pen.box(6, y, 94, y + 9)
    pen.box(3, 58, 97, 69)
    for x in (14, 78):
        pen.box(x, 69, x + 8, 92, "iron")
        pen.box(x + 1, 24, x + 6, 60, "iron")


THINGS = (
    Thing("house", _house, "red"),
    Thing("castle", _castle, "gray"),
    Thing("lighthouse", _lighthouse, "red"),
    Thing("tent", _tent, "orange"),
    Thing("windmill", _windmill, "red"),
    Thing("church", _church, "white"),
    Thing("factory", _factory, "gray"),
    Thing("skyscraper", _tower, "blue"),
    Thing("bridge", _bridge, "red"),
    Thing("fence", _fence, "brown"),
    Thing("igloo", _igloo, "white"),
    Thing("well", _well, "brown"),
    Thing("bench", _bench, "brown"),
)
