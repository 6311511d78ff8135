"""Birds, fish, insects and others without fur."""

from __future__ import annotations

import math

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _bird(pen: Pen) -> None:
    pen.polygon([(3, 46), (34, 52), (8, 66)], "dark")
    pen.ellipse(46, 58, 32, 25, "main", -15)
    pen.circle(70, 34, 19)
    pen.polygon([(86, 28), (98, 37), (85, 42)], "flame")
    pen.ellipse(40, 56, 21, 11, "dark", 20)
    pen.eye(74, 30, 5)
    pen.line([(44, 82), (42, 96)], 3.5, "flame")
    pen.line([(56, 80), (56, 96)], 3.5, "flame")


def _duck(pen: Pen) -> None:
    pen.blob([(4, 46), (26, 56), (50, 54), (76, 60), (82, 78), (60, 92), (28, 90), (10, 74)])
    pen.circle(68, 32, 22)
    pen.box(58, 40, 78, 66)
    pen.ellipse(90, 36, 11, 6, "flame", 8)
    pen.eye(74, 26, 5)
    pen.ellipse(40, 70, 19, 10, "dark", 10)


def _owl(pen: Pen) -> None:
    pen.polygon([(20, 4), (44, 20), (18, 34)])
    pen.polygon([(80, 4), (56, 20), (82, 34)])
    pen.ellipse(50, 56, 34, 42)
    pen.ellipse(50, 74, 19, 21, "cream")
    pen.circle(35, 36, 16, "paper")
    pen.circle(65, 36, 16, "paper")
    pen.circle(36, 36, 8, "ink")
    pen.circle(64, 36, 8, "ink")
    pen.polygon([(44, 46), (56, 46), (50, 60)], "flame")
    pen.ellipse(18, 62, 8, 22, "dark", 12)
    pen.ellipse(82, 62, 8, 22, "dark", -12)


def _penguin(pen: Pen) -> None:
    pen.ellipse(34, 93, 14, 5, "flame")
    pen.ellipse(66, 93, 14, 5, "flame")
    pen.ellipse(17, 58, 8, 26, "main", 25)
    pen.ellipse(83, 58, 8, 26, "main", -25)
    pen.ellipse(50, 58, 30, 35)
    pen.circle(50, 26, 23)
    pen.ellipse(50, 66, 20, 25, "trim")
    pen.eyes(50, 24, 9, 5.5)
    pen.polygon([(41, 32), (59, 32), (50, 44)], "flame")


def _chicken(pen: Pen) -> None:
    for x, y in ((58, 12), (67, 8), (76, 13)):
        pen.circle(x, y, 7, "blood")
    pen.polygon([(4, 28), (30, 46), (10, 62)], "dark")
    pen.blob([(8, 44), (30, 56), (52, 46), (56, 18), (76, 16), (82, 40), (80, 66), (58, 82), (30, 80), (12, 64)])
    pen.polygon([(80, 26), (95, 32), (80, 38)], "flame")
    pen.circle(80, 44, 5, "blood")
    pen.eye(70, 27, 4.5)
    pen.ellipse(42, 64, 17, 9, "dark", 10)
    for x in (42, 56):
        pen.line([(x, 80), (x, 96)], 3.5, "flame")


def _flamingo(pen: Pen) -> None:
    pen.line([(46, 64), (46, 96)], 3.5, "dark")
    pen.line([(46, 82), (60, 72), (54, 62)], 3.5, "dark")
    pen.ellipse(42, 52, 32, 17, "main", -10)
    pen.curve([(66, 50), (84, 40), (64, 26), (70, 10), (84, 12)], 8, "main")
    pen.polygon([(84, 6), (97, 16), (92, 28), (84, 18)], "ink")
    pen.circle(78, 11, 2.2, "ink")
    pen.ellipse(34, 50, 18, 8, "dark", -10)


def _fish(pen: Pen) -> None:
    pen.polygon([(34, 50), (4, 22), (12, 50), (4, 78)], "dark")
    pen.polygon([(40, 30), (58, 8), (70, 32)], "dark")
    pen.ellipse(60, 52, 37, 27)
    pen.eye(80, 45, 6)
    pen.arc((62, 52), 17, (-60, 60), 3, "dark")
    pen.ellipse(48, 56, 11, 6, "light", 25)


def _shark(pen: Pen) -> None:
    pen.polygon([(22, 56), (2, 26), (4, 56), (2, 84)])
    pen.polygon([(44, 42), (52, 6), (68, 40)])
    pen.polygon([(50, 64), (38, 90), (64, 70)], "dark")
    pen.blob([(8, 56), (40, 38), (72, 36), (97, 54), (80, 68), (46, 72)])
    pen.blob([(60, 64), (90, 58), (80, 68), (46, 71)], "trim")
    pen.circle(80, 48, 3.5, "ink")
    pen.line([(72, 60), (86, 60)], 2.5)
    for x in (60, 65, 70):
        pen.line([(x, 46), (x - 2, 56)], 2, "ink")


def _whale(pen: Pen) -> None:
    pen.curve([(32, 34), (30, 18), (18, 14)], 4, "sea")
    pen.curve([(32, 34), (34, 18), (46, 14)], 4, "sea")
    pen.polygon([(74, 62), (78, 24), (88, 36), (98, 26), (94, 66)])
    pen.blob([(4, 62), (14, 38), (40, 32), (66, 46), (88, 50), (92, 70), (74, 88), (34, 90), (8, 80)])
    pen.blob([(5, 70), (34, 74), (62, 88), (32, 90), (10, 82)], "trim")
    pen.circle(24, 58, 4.5, "ink")


def _octopus(pen: Pen) -> None:
    for side in (-1, 1):
        pen.curve([(50 + side * 24, 50), (50 + side * 30, 74), (50 + side * 44, 76)], 9, "main")
        pen.curve([(50 + side * 16, 54), (50 + side * 18, 84), (50 + side * 32, 92)], 9, "main")
        pen.curve([(50 + side * 6, 56), (50 + side * 6, 80), (50 + side * 10, 94)], 9, "main")
    pen.ellipse(50, 36, 32, 33)
    pen.eyes(50, 40, 12, 7)
    pen.arc((50, 52), 8, (20, 160), 3)


def _crab(pen: Pen) -> None:
    for side in (-1, 1):
        for k, y in enumerate((64, 72, 80)):
            pen.line([(50 + side * 22, y - 6), (50 + side * (46 - 4 * k), y + 5 + 3 * k)], 5, "dark")
        pen.line([(50 + side * 28, 52), (50 + side * 38, 34)], 7, "main")
        pen.circle(50 + side * 36, 22, 15)
        pen.line([(50 + side * 12, 46), (50 + side * 12, 30)], 3.5, "main")
    pen.erase_polygon([(8, 4), (24, 4), (15, 22)])
    pen.erase_polygon([(92, 4), (76, 4), (85, 22)])
    pen.ellipse(50, 62, 32, 21)
    pen.eyes(50, 28, 12, 6)
    pen.arc((50, 64), 11, (25, 155), 3)


def _frog(pen: Pen) -> None:
    pen.ellipse(16, 82, 14, 11, "dark")
    pen.ellipse(84, 82, 14, 11, "dark")
    pen.circle(27, 25, 18)
    pen.circle(73, 25, 18)
    pen.ellipse(50, 54, 45, 34)
    pen.circle(27, 23, 11, "paper")
    pen.circle(73, 23, 11, "paper")
    pen.circle(27, 23, 6, "ink")
    pen.circle(73, 23, 6, "ink")
    pen.arc((50, 50), 30, (20, 160), 4, "mark", ry=18)
    pen.ellipse(50, 80, 22, 9, "light")


def _turtle(pen: Pen) -> None:
    for x in (24, 62):
        pen.ellipse(x, 78, 10, 13, "grass")
    pen.ellipse(85, 54, 13, 11, "grass")
    pen.polygon([(4, 72), (18, 62), (18, 74)], "grass")
    pen.pie((44, 70), 36, (180, 360), "main", ry=48)
    pen.box(6, 66, 82, 74, "dark", 4)
    for x, y in ((44, 40), (26, 54), (62, 54)):
        pen.circle(x, y, 8, "dark")
    pen.circle(89, 51, 2.8, "ink")


def _snake(pen: Pen) -> None:
    pen.curve([(6, 88), (40, 94), (82, 84), (76, 64), (36, 62), (26, 44), (52, 34), (66, 22)], 13, "main")
    pen.ellipse(72, 18, 17, 12, "main", 10)
    pen.line([(88, 22), (98, 26)], 2.8, "blood")
    pen.circle(74, 14, 3.2, "ink")
    for x, y in ((24, 90), (46, 92), (66, 88), (66, 64), (46, 62)):
        pen.circle(x, y, 3.2, "dark")


def _crocodile(pen: Pen) -> None:
    for x in (28, 60):
        pen.box(x, 64, x + 9, 84, "dark", 3)
    pen.blob([(2, 66), (24, 50), (56, 46), (70, 50), (70, 68), (40, 74), (20, 70)])
    pen.polygon([(60, 48), (98, 52), (98, 60), (62, 60)])
    pen.polygon([(60, 60), (94, 66), (92, 74), (58, 70)])
    for x in (70, 78, 86, 93):
        pen.polygon([(x - 3, 60), (x + 3, 60), (x, 66)], "paper")
    for x in (22, 33, 44, 55):
        pen.polygon([(x - 5, 51), (x + 6, 49), (x, 38)], "dark")
    pen.circle(66, 46, 6)
    pen.circle(66, 45, 2.8, "ink")


def _snail(pen: Pen) -> None:
    pen.blob([(4, 92), (24, 80), (66, 80), (74, 52), (88, 50), (92, 64), (84, 88), (60, 94)], "dough")
    pen.line([(80, 52), (76, 34)], 3.5, "dough")
    pen.line([(87, 52), (94, 36)], 3.5, "dough")
    pen.circle(76, 34, 3.5, "ink")
    pen.circle(94, 36, 3.5, "ink")
    pen.circle(40, 54, 31)
    pen.arc((40, 54), 20, (-90, 200), 5, "dark")
    pen.arc((40, 55), 9, (60, 380), 5, "dark")


def _butterfly(pen: Pen) -> None:
    for side in (-1, 1):
        pen.ellipse(50 + side * 25, 34, 22, 27, "main", side * 25)
        pen.ellipse(50 + side * 20, 72, 16, 19, "dark", -side * 25)
        pen.circle(50 + side * 27, 32, 9, "light")
        pen.curve([(50, 26), (50 + side * 6, 12), (50 + side * 16, 6)], 3)
    pen.ellipse(50, 52, 5.5, 30, "ink")


def _bee(pen: Pen) -> None:
    pen.ellipse(40, 26, 14, 22, "glass", -20)
    pen.ellipse(62, 26, 14, 22, "glass", 20)
    pen.polygon([(4, 58), (20, 50), (20, 66)], "ink")
    pen.ellipse(50, 60, 36, 26)
    for x, half in ((32, 21), (48, 25), (64, 23)):
        pen.box(x - 4, 60 - half, x + 4, 60 + half, "mark")
    pen.circle(82, 58, 14, "ink")
    pen.circle(86, 55, 4, "paper")


def _ladybug(pen: Pen) -> None:
    pen.circle(50, 22, 18, "ink")
    for x, tip in ((42, (32, 2)), (58, (68, 2))):
        pen.line([(x, 12), tip], 3)
    pen.circle(50, 58, 38)
    pen.line([(50, 22), (50, 95)], 3.5, "mark")
    for x, y in ((32, 46), (68, 46), (28, 68), (72, 68), (40, 84), (60, 84)):
        pen.circle(x, y, 6.5, "mark")
    pen.circle(43, 18, 3.5, "paper")
    pen.circle(57, 18, 3.5, "paper")


def _spider(pen: Pen) -> None:
    for side in (-1, 1):
        for knee, foot in (((26, 18), (40, 6)), ((32, 34), (46, 30)), ((32, 62), (46, 74)), ((26, 78), (38, 95))):
            pen.line([(50, 52), (50 + side * knee[0], knee[1]), (50 + side * foot[0], foot[1])], 4.5, "ink")
    pen.circle(50, 62, 24)
    pen.circle(50, 34, 15)
    pen.eyes(50, 32, 6, 4.5)


def _ant(pen: Pen) -> None:
    for x, foot in ((44, (32, 88)), (52, (54, 90)), (60, (74, 88))):
        pen.line([(x, 54), ((x + foot[0]) / 2 + (foot[0] - 53) * 0.4, 68), foot], 3.5)
    pen.ellipse(24, 50, 22, 17)
    pen.ellipse(54, 52, 12, 9)
    pen.circle(78, 44, 15)
    pen.line([(82, 32), (84, 16), (94, 12)], 3)
    pen.line([(76, 30), (74, 14), (66, 8)], 3)
    pen.eye(82, 42, 4.5)


def _caterpillar(pen: Pen) -> None:
    for k, x in enumerate((14, 30, 46, 62)):
        pen.line([(x, 76), (x, 90)], 4)
        pen.circle(x, 66 - 7 * math.sin(k * 1.3), 13, "dark" if k % 2 else "main")
    pen.circle(80, 50, 17)
    pen.line([(76, 36), (70, 20)], 3)
    pen.line([(86, 36), (92, 20)], 3)
    pen.eyes(81, 47, 6.5, 4.5)
    pen.arc((81, 54), 6, (20, 160), 2.5)


THINGS = (
    Thing("bird", _bird, "blue"),
    Thing("duck", _duck, "yellow"),
    Thing("owl", _owl, "brown"),
    Thing("penguin", _penguin, "black"),
    Thing("chicken", _chicken, "white"),
    Thing("flamingo", _flamingo, "pink"),
    Thing("fish", _fish, "orange", "fish"),
    Thing("shark", _shark, "gray"),
    Thing("whale", _whale, "blue"),
    Thing("octopus", _octopus, "purple"),
    Thing("crab", _crab, "red"),
    Thing("frog", _frog, "green"),
    Thing("turtle", _turtle, "green"),
    Thing("snake", _snake, "green"),
    Thing("crocodile", _crocodile, "green"),
    Thing("snail", _snail, "brown"),
    Thing("butterfly", _butterfly, "orange", "butterflies"),
    Thing("bee", _bee, "yellow"),
    Thing("ladybug", _ladybug, "red"),
    Thing("spider", _spider, "black"),
    Thing("ant", _ant, "brown"),
    Thing("caterpillar", _caterpillar, "green"),
)
