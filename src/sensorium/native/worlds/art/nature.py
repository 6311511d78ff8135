"""Weather, plants and the sky."""

from __future__ import annotations

import math

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _sun(pen: Pen) -> None:
    pen.star(50, 50, 48, 30, 12, "dark")
    pen.circle(50, 50, 28)


def _puffs(pen: Pen, y: float, fill: str = "main") -> None:
    pen.circle(26, y + 8, 20, fill)
    pen.circle(50, y - 6, 25, fill)
    pen.circle(75, y + 8, 19, fill)
    pen.box(26, y + 6, 75, y + 28, fill)


def _cloud(pen: Pen) -> None:
    _puffs(pen, 46)


def _rain(pen: Pen) -> None:
    _puffs(pen, 34, "steel")
    for x, y in ((24, 72), (50, 72), (76, 72), (37, 88), (63, 88)):
        pen.line([(x + 3, y - 3), (x - 3, y + 7)], 6.5, "main")


def _lightning(pen: Pen) -> None:
    pen.polygon([(58, 3), (20, 56), (46, 56), (34, 97), (82, 38), (54, 38), (74, 3)])


def _snowflake(pen: Pen) -> None:
    for k in range(6):
        a = math.radians(60 * k + 30)
        pen.line([(50, 50), (50 + 44 * math.cos(a), 50 + 44 * math.sin(a))], 8, "main")
        for side in (-1, 1):
            b = a + side * 0.75
            x, y = 50 + 26 * math.cos(a), 50 + 26 * math.sin(a)
            pen.line([(x, y), (x + 17 * math.cos(b), y + 17 * math.sin(b))], 6.5, "main")


def _rainbow(pen: Pen) -> None:
    for r, fill in ((46, "blood"), (38, "flame"), (30, "sun"), (22, "leaf"), (14, "sea")):
        pen.pie((50, 76), r, (180, 360), fill, ry=r * 1.25)
    pen.erase(50, 76, 7, 9)


def _tree(pen: Pen) -> None:
    pen.box(42, 56, 58, 96, "bark")
    for x, y, r in ((50, 28, 24), (28, 44, 20), (72, 44, 20), (50, 50, 20)):
        pen.circle(x, y, r)
    pen.circle(42, 24, 7, "light")


def _pine(pen: Pen) -> None:
    pen.box(43, 78, 57, 97, "bark")
    for top, bottom, half in ((42, 82, 40), (22, 60, 32), (4, 38, 23)):
        pen.polygon([(50, top), (50 + half, bottom), (50 - half, bottom)])
        pen.line([(50 - half + 5, bottom - 1), (50 + half - 5, bottom - 1)], 2.5, "dark")


def _palm(pen: Pen) -> None:
    pen.curve([(50, 30), (54, 60), (46, 95)], 9, "bark")
    tips = (((5, 46), (24, 20)), ((95, 46), (76, 20)), ((18, 68), (30, 36)), ((82, 68), (70, 36)), ((50, 4), (44, 18)))
    for tip, bend in tips:
        pen.curve([(50, 30), bend, tip], 9, "main")


def _flower(pen: Pen) -> None:
    pen.line([(50, 50), (50, 95)], 6, "leaf")
    pen.ellipse(64, 80, 15, 6, "leaf", -30)
    for k in range(6):
        a = math.radians(60 * k)
        pen.circle(50 + 19 * math.cos(a), 33 + 19 * math.sin(a), 12)
    pen.circle(50, 33, 11, "sun")


def _tulip(pen: Pen) -> None:
    pen.line([(50, 46), (50, 95)], 6, "leaf")
    pen.blob([(50, 92), (26, 76), (18, 50), (34, 66)], "leaf")
    pen.blob([(50, 92), (74, 76), (82, 50), (66, 66)], "leaf")
    pen.polygon([(26, 5), (38, 20), (50, 3), (62, 20), (74, 5), (76, 36), (62, 54), (38, 54), (24, 36)])


def _leaf(pen: Pen) -> None:
    pen.blob([(94, 6), (92, 44), (66, 78), (26, 80), (18, 44), (46, 14)])
    pen.line([(6, 94), (80, 20)], 4.5, "dark")
    for x, y, tip in ((42, 58, (40, 38)), (42, 58, (62, 62)), (60, 40, (58, 22)), (60, 40, (80, 44))):
        pen.line([(x, y), tip], 3, "dark")


def _cactus(pen: Pen) -> None:
    pen.line([(50, 16), (50, 70)], 22, "main")
    pen.line([(50, 60), (22, 58), (20, 34)], 13, "main")
    pen.line([(50, 50), (78, 46), (80, 22)], 13, "main")
    for y in (20, 34, 48, 62):
        pen.line([(50, y), (50, y + 5)], 3, "paper")
    pen.polygon([(26, 72), (74, 72), (67, 96), (33, 96)], "dough")


def _mountain(pen: Pen) -> None:
    pen.polygon([(66, 30), (97, 90), (36, 90)], "dark")
    pen.polygon([(38, 8), (80, 90), (3, 90)])
    pen.polygon([(38, 8), (53, 37), (44, 32), (38, 42), (31, 32), (23, 38)], "trim")


def _fire(pen: Pen) -> None:
    pen.blob([(54, 4), (60, 26), (78, 40), (88, 68), (70, 94), (30, 94), (12, 68), (22, 44), (32, 52), (38, 26)])
    pen.blob([(52, 50), (66, 72), (58, 92), (42, 92), (34, 72)], "sun")


def _drop(pen: Pen) -> None:
    pen.blob([(50, 3), (60, 26), (80, 60), (74, 86), (50, 96), (26, 86), (20, 60), (40, 26)])
    pen.ellipse(36, 66, 5, 13, "light", 20)


def _snowman(pen: Pen) -> None:
    pen.circle(50, 72, 25, "paper")
    pen.circle(50, 36, 18, "paper")
    pen.box(36, 4, 64, 20, "main")
    pen.box(26, 17, 74, 24, "main")
    pen.eyes(50, 33, 7, 2.6)
    pen.polygon([(50, 38), (66, 42), (50, 44)], "flame")
    pen.box(34, 49, 66, 57, "main", 4)
    for y in (68, 82):
        pen.circle(50, y, 3, "ink")


def _planet(pen: Pen) -> None:
    pen.ellipse(50, 50, 48, 16, "gold", -20)
    pen.ellipse(50, 50, 40, 10, "night", -20)
    pen.circle(50, 50, 29)
    pen.polygon([(21, 52), (79, 38), (80, 48), (22, 66)], "gold")


def _volcano(pen: Pen) -> None:
    pen.polygon([(36, 36), (64, 36), (96, 94), (4, 94)])
    pen.polygon([(36, 36), (64, 36), (72, 52), (62, 66), (54, 50), (44, 70), (36, 52)], "flame")
    for x, y, r in ((40, 22, 10), (56, 14, 11), (66, 26, 8)):
        pen.circle(x, y, r, "steel")


def _wave(pen: Pen) -> None:
    crest = [(4, 92), (8, 54), (30, 22), (66, 12), (90, 30), (94, 50), (78, 40)]
    pen.blob([*crest, (62, 46), (62, 64), (78, 76), (96, 80), (96, 92)])
    pen.curve([(18, 84), (24, 54), (46, 32), (72, 24)], 5, "trim")


THINGS = (
    Thing("sun", _sun, "yellow"),
    Thing("cloud", _cloud, "white"),
    Thing("rain cloud", _rain, "blue"),
    Thing("lightning bolt", _lightning, "yellow"),
    Thing("snowflake", _snowflake, "blue"),
    Thing("rainbow", _rainbow),
    Thing("tree", _tree, "green"),
    Thing("pine tree", _pine, "green"),
    Thing("palm tree", _palm, "green"),
    Thing("flower", _flower, "pink"),
    Thing("tulip", _tulip, "red"),
    Thing("leaf", _leaf, "green", "leaves"),
    Thing("cactus", _cactus, "green", "cacti"),
    Thing("mountain", _mountain, "gray"),
    Thing("fire", _fire, "orange"),
    Thing("drop", _drop, "blue"),
    Thing("snowman", _snowman, "red", "snowmen"),
    Thing("planet", _planet, "orange"),
    Thing("volcano", _volcano, "brown", "volcanoes"),
    Thing("wave", _wave, "blue"),
)
