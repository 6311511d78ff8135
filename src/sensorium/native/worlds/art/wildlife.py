"""More animals: of the wood, the plain, the air and the sea."""

from __future__ import annotations

import math

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _squirrel(pen: Pen) -> None:
    pen.curve([(50, 86), (26, 86), (18, 62), (32, 42), (30, 22), (17, 17)], 24, "dark")
    pen.ellipse(62, 72, 21, 22)
    pen.ellipse(68, 91, 20, 6)
    pen.polygon([(58, 32), (58, 8), (72, 24)])
    pen.ellipse(70, 38, 19, 16, "main", 12)
    pen.ellipse(70, 74, 9, 13, "cream")
    pen.line([(62, 64), (82, 62)], 7, "dark")
    pen.circle(88, 60, 8, "wood")
    pen.eye(74, 34, 5)


def _deer(pen: Pen) -> None:
    for side in (-1, 1):
        pen.curve([(50 + side * 10, 40), (50 + side * 14, 26), (50 + side * 32, 22), (50 + side * 34, 5)], 6, "bark")
        pen.line([(50 + side * 17, 24), (50 + side * 15, 6)], 5, "bark")
        pen.line([(50 + side * 30, 22), (50 + side * 46, 16)], 5, "bark")
        pen.ellipse(50 + side * 32, 44, 16, 8, "main", side * -14)
        pen.ellipse(50 + side * 32, 44, 9, 4, "rose", side * -14)
    pen.blob([(28, 44), (50, 32), (72, 44), (66, 72), (62, 90), (50, 96), (38, 90), (34, 72)])
    pen.ellipse(50, 84, 12, 12, "cream")
    pen.ellipse(50, 81, 8, 6, "ink")
    pen.eyes(50, 54, 13, 6)


def _zebra(pen: Pen) -> None:
    for x in (14, 26, 54, 66):
        pen.box(x, 56, x + 9, 96, "ink")
        for y in (52, 71, 83):
            pen.box(x, y, x + 9, y + 7, "paper")
    pen.polygon([(56, 44), (70, 4), (80, 6), (66, 48)], "ink")
    pen.polygon([(58, 50), (70, 12), (74, 2), (84, 12), (78, 58)], "paper")
    pen.box(8, 40, 78, 68, "paper", 13)
    for x in (20, 32, 44, 56):
        pen.line([(x, 42), (x - 3, 62)], 5)
        pen.line([(74 - x / 6, x / 1.2 + 4), (77, x / 1.2 + 9)], 4.5)
    pen.ellipse(85, 19, 13, 9, "paper", 22)
    pen.ellipse(93, 23, 6, 6.5, "ink")
    pen.circle(82, 15, 2.6, "ink")


def _hippo(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 26, 14, 9)
        pen.circle(50 + side * 26, 15, 4.5, "rose")
        pen.box(44 + side * 14, 86, 56 + side * 14, 97, "paper")
    pen.ellipse(50, 42, 34, 34)
    pen.ellipse(50, 68, 46, 23, "light")
    pen.ellipse(30, 60, 5, 6.5, "ink")
    pen.ellipse(70, 60, 5, 6.5, "ink")
    pen.eyes(50, 32, 16, 7)


def _rhino(pen: Pen) -> None:
    for x in (12, 26, 46, 58):
        pen.box(x, 60, x + 11, 88, "dark", 3)
    pen.polygon([(80, 44), (94, 8), (96, 50)], "cream")
    pen.polygon([(70, 42), (76, 24), (84, 44)], "cream")
    pen.ellipse(38, 50, 34, 26)
    pen.blob([(44, 36), (62, 30), (80, 40), (97, 50), (97, 66), (84, 72), (68, 68), (54, 66)])
    pen.polygon([(54, 38), (56, 18), (68, 34)], "dark")
    pen.arc((42, 50), 20, (-70, 70), 3.5, "dark")
    pen.eye(73, 47, 4.5)


def _koala(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 31, 32, 20)
        pen.circle(50 + side * 32, 33, 12, "trim")
    pen.ellipse(50, 58, 36, 37)
    pen.ellipse(50, 62, 11, 18, "mark")
    pen.eyes(50, 48, 20, 6)
    pen.arc((50, 80), 8, (20, 160), 3, "mark", ry=5)


def _goat(pen: Pen) -> None:
    for side in (-1, 1):
        pen.curve([(50 + side * 8, 34), (50 + side * 14, 14), (50 + side * 30, 6), (50 + side * 44, 16)], 10, "wood")
        pen.ellipse(50 + side * 34, 44, 16, 8, "dark", side * 18)
    pen.polygon([(34, 74), (66, 74), (50, 98)], "dark")
    pen.blob([(28, 44), (50, 28), (72, 44), (66, 70), (58, 84), (42, 84), (34, 70)])
    pen.eyes(50, 49, 12, 6)
    pen.polygon([(40, 66), (60, 66), (50, 76)], "rose")


def _dolphin(pen: Pen) -> None:
    pen.polygon([(40, 34), (36, 6), (62, 24)], "dark")
    pen.polygon([(18, 74), (2, 70), (10, 88), (16, 98), (28, 84)], "dark")
    pen.blob([(12, 80), (22, 52), (44, 28), (68, 24), (84, 36), (97, 50), (80, 54), (56, 54), (34, 64), (22, 82)])
    pen.blob([(92, 54), (76, 50), (56, 48), (36, 60), (58, 57), (78, 57)], "trim")
    pen.polygon([(54, 48), (66, 50), (50, 76)], "dark")
    pen.eye(76, 39, 4.5)


def _jellyfish(pen: Pen) -> None:
    for k, x in enumerate((20, 40, 60, 80)):
        bend = 6 if k % 2 else -6
        pen.curve([(x, 44), (x + bend, 60), (x - bend, 76), (x, 93)], 7, "dark" if k % 2 else "main")
    pen.pie((50, 48), 44, (180, 360))
    for x in (17, 39, 61, 83):
        pen.circle(x, 48, 11, "light")
    pen.ellipse(34, 24, 10, 6, "light", -35)


def _starfish(pen: Pen) -> None:
    tips = [(54 if i % 2 == 0 else 22, math.radians(36 * i - 72)) for i in range(10)]
    pen.blob([(48 + r * math.cos(a), 51 + r * math.sin(a)) for r, a in tips])
    for r, a in tips[::2]:
        for share in (0.32, 0.55, 0.75):
            pen.circle(48 + r * share * math.cos(a), 51 + r * share * math.sin(a), 7 - 4 * share, "dark")
    pen.circle(48, 51, 6, "light")


def _lobster(pen: Pen) -> None:
    for side in (-1, 1):
        pen.curve([(50 + side * 4, 36), (50 + side * 8, 16), (50 + side * 18, 4)], 3, "dark")
        pen.line([(50 + side * 12, 44), (50 + side * 30, 40), (50 + side * 32, 26)], 7, "main")
        pen.ellipse(50 + side * 34, 20, 11, 17, "main", side * 12)
        for y in (50, 58, 66):
            pen.line([(50, y), (50 + side * 28, y + 8)], 4, "dark")
        pen.ellipse(50 + side * 12, 92, 11, 6, "dark", side * 20)
        pen.erase_polygon([(50 + side * 40, 2), (50 + side * 30, 2), (50 + side * 33, 20)])
    pen.ellipse(50, 46, 16, 18)
    for y in (62, 70, 78, 86):
        pen.ellipse(50, y, 31 - y / 4, 7, "main" if y in (70, 86) else "dark")
    pen.eyes(50, 38, 7, 4.5)


def _dragonfly(pen: Pen) -> None:
    for side in (-1, 1):
        pen.ellipse(50 + side * 27, 30, 21, 9, "light", side * -14)
        pen.ellipse(50 + side * 26, 50, 20, 8.5, "light", side * 14)
    pen.line([(50, 40), (50, 93)], 10, "main")
    for y in (62, 74, 86):
        pen.line([(46, y), (54, y)], 4, "dark")
    pen.ellipse(50, 38, 9, 15)
    pen.eyes(50, 15, 9, 8)


def _parrot(pen: Pen) -> None:
    pen.polygon([(28, 60), (46, 68), (24, 97), (12, 96)], "dark")
    pen.blob([(24, 66), (28, 36), (48, 8), (72, 10), (78, 30), (70, 56), (50, 78), (32, 80)])
    pen.blob([(22, 72), (28, 42), (46, 40), (52, 56), (40, 74)], "sun")
    pen.blob([(20, 78), (26, 58), (48, 58), (40, 74), (28, 84)], "sea")
    pen.ellipse(67, 27, 13, 12, "paper")
    pen.circle(66, 24, 4, "ink")
    pen.blob([(72, 18), (88, 20), (92, 44), (80, 36), (73, 36)], "night")
    pen.line([(30, 86), (92, 78)], 7, "bark")
    pen.line([(50, 76), (52, 84)], 5, "iron")


def _peacock(pen: Pen) -> None:
    pen.pie((50, 84), 46, (172, 368), "leaf", ry=80)
    for k in range(7):
        a = math.radians(190 + 26.7 * k)
        x, y = 50 + 38 * math.cos(a), 82 + 66 * math.sin(a)
        pen.line([(50, 80), (x, y)], 2.5, "grass")
        pen.circle(x, y, 7.5, "gold")
        pen.circle(x, y, 4, "sea")
    pen.ellipse(50, 80, 17, 16, "sea")
    pen.line([(50, 74), (50, 42)], 15, "sea")
    pen.polygon([(45, 42), (55, 42), (50, 52)], "flame")
    pen.eyes(50, 38, 5, 3.5)


def _turkey(pen: Pen) -> None:
    for k in range(6):
        a = math.radians(140 + 31 * k)
        pen.line([(44, 56), (42 + 32 * math.cos(a), 52 + 36 * math.sin(a))], 17, ("bark", "flame")[k % 2])
    for x in (42, 54):
        pen.line([(x, 80), (x, 96)], 4, "flame")
    pen.circle(46, 62, 24, "wood")
    pen.ellipse(40, 66, 14, 9, "bark", 15)
    pen.curve([(62, 66), (78, 54), (76, 28)], 15, "wood")
    pen.polygon([(84, 22), (98, 30), (84, 34)], "sun")
    pen.ellipse(86, 43, 5, 10, "blood")
    pen.eye(77, 25, 4)


def _swan(pen: Pen) -> None:
    pen.polygon([(4, 52), (40, 62), (20, 84)], "dark")
    pen.curve([(72, 74), (84, 58), (70, 40), (60, 24), (70, 12), (82, 16)], 11, "main")
    pen.blob([(10, 62), (36, 66), (62, 64), (82, 66), (80, 84), (58, 92), (28, 90), (14, 78)])
    pen.blob([(10, 48), (30, 42), (54, 56), (68, 72), (40, 80), (20, 70)], "light")
    pen.curve([(16, 70), (38, 80), (68, 73)], 3.5, "dark")
    pen.polygon([(84, 10), (98, 24), (82, 24)], "flame")
    pen.polygon([(82, 9), (88, 13), (82, 20)], "ink")
    pen.eye(74, 14, 3.6)


def _bat(pen: Pen) -> None:
    for side in (-1, 1):
        wing = ((6, 46), (22, 22), (47, 32), (46, 66), (36, 54), (28, 72), (18, 58), (8, 76))
        pen.polygon([(50 + side * x, y) for x, y in wing])
        pen.line([(50 + side * 22, 24), (50 + side * 19, 58)], 3, "dark")
        pen.line([(50 + side * 26, 24), (50 + side * 36, 54)], 3, "dark")
        pen.polygon([(50 + side * 2, 32), (50 + side * 15, 10), (50 + side * 17, 36)])
    pen.ellipse(50, 60, 14, 24, "dark")
    pen.circle(50, 42, 17)
    pen.eyes(50, 40, 7, 5)
    for x in (46, 54):
        pen.polygon([(x - 3, 50), (x + 3, 50), (x, 57)], "paper")


def _dinosaur(pen: Pen) -> None:
    for x, fill in ((40, "dark"), (54, "dark"), (28, "main"), (60, "main")):
        pen.box(x, 64, x + 11, 94, fill, 4)
    pen.curve([(62, 62), (74, 48), (74, 26), (82, 16)], 13, "main")
    pen.blob([(2, 80), (18, 58), (42, 46), (64, 50), (72, 66), (58, 80), (34, 80), (20, 72)])
    pen.ellipse(84, 14, 14, 9, "main", 8)
    for x, y in ((30, 58), (44, 54), (56, 62), (42, 68)):
        pen.circle(x, y, 4.5, "dark")
    pen.eye(84, 11, 4.5)


def _unicorn(pen: Pen) -> None:
    pen.polygon([(34, 26), (12, 2), (44, 18)], "gold")
    pen.polygon([(46, 18), (56, 2), (60, 22)], "dark")
    pen.blob([(88, 96), (84, 62), (64, 24), (46, 16), (32, 30), (8, 58), (12, 72), (26, 76), (46, 62), (42, 96)])
    for k, fill in ((0, "rose"), (9, "sun"), (18, "sea")):
        pen.curve([(52 + k, 14 + k), (66 + k, 32 + k), (76 + k * 0.8, 60), (80 + k * 0.6, 94)], 9, fill)
    pen.eye(40, 40, 6)
    pen.circle(16, 63, 3, "mark")


def _seahorse(pen: Pen) -> None:
    pen.polygon([(36, 44), (16, 40), (18, 66), (36, 66)], "dark")
    for x, y in ((40, 10), (31, 19), (29, 31)):
        pen.circle(x, y, 7, "dark")
    pen.curve([(46, 56), (52, 72), (60, 84), (56, 93), (44, 91), (42, 83)], 11, "main")
    pen.blob([(40, 34), (58, 34), (70, 50), (62, 68), (46, 72), (34, 52)])
    pen.circle(50, 22, 18)
    pen.line([(58, 28), (84, 34)], 9, "main")
    for y in (44, 53, 62):
        pen.line([(50, y), (64, y - 2)], 4, "light")
    pen.eye(54, 19, 6)


def _skunk(pen: Pen) -> None:
    pen.curve([(74, 74), (90, 56), (84, 30), (66, 16), (48, 22)], 23, "coal")
    pen.curve([(76, 66), (88, 54), (82, 32), (66, 19), (50, 23)], 9, "paper")
    for x in (40, 68):
        pen.box(x, 74, x + 11, 95, "coal", 3)
    pen.ellipse(56, 70, 28, 18, "coal")
    pen.curve([(34, 56), (54, 56), (76, 66)], 8, "paper")
    pen.circle(34, 48, 8, "coal")
    pen.blob([(4, 74), (18, 56), (36, 50), (44, 64), (34, 80), (14, 80)], "coal")
    pen.circle(6, 74, 4.5, "rose")
    pen.eye(24, 66, 5)


def _tiger(pen: Pen) -> None:
    for side in (-1, 1):
        pen.circle(50 + side * 33, 20, 15, "flame")
        pen.circle(50 + side * 33, 20, 8, "rose")
    pen.ellipse(50, 55, 44, 41, "flame")
    for side in (-1, 1):
        for y in (46, 58, 70):
            pen.polygon([(50 + side * 45, y - 5), (50 + side * 45, y + 5), (50 + side * 23, y + 1)], "ink")
        pen.polygon([(50 + side * 9, 15), (50 + side * 20, 19), (50 + side * 10, 33)], "ink")
        pen.ellipse(50 + side * 11, 74, 15, 12, "paper")
    pen.polygon([(45, 14), (55, 14), (50, 40)], "ink")
    pen.eyes(50, 47, 17, 6.5)
    pen.polygon([(41, 62), (59, 62), (50, 72)], "rose")
    pen.line([(50, 72), (50, 84)], 2.5)


def _raccoon(pen: Pen) -> None:
    for side in (-1, 1):
        pen.polygon([(50 + side * 42, 6), (50 + side * 42, 40), (50 + side * 12, 24)], "iron")
    pen.blob([(50, 18), (78, 28), (97, 60), (74, 80), (50, 92), (26, 80), (3, 60), (22, 28)], "steel")
    for side in (-1, 1):
        pen.ellipse(50 + side * 24, 46, 20, 9, "paper", side * 28)
        pen.ellipse(50 + side * 24, 57, 20, 11, "ink", side * 24)
    pen.eyes(50, 54, 18, 6)
    pen.ellipse(50, 76, 13, 15, "paper")
    pen.ellipse(50, 74, 8, 6, "ink")


THINGS = (
    Thing("squirrel", _squirrel, "orange"),
    Thing("deer", _deer, "brown", "deer"),
    Thing("zebra", _zebra),
    Thing("hippo", _hippo, "gray"),
    Thing("rhino", _rhino, "gray"),
    Thing("koala", _koala, "gray"),
    Thing("goat", _goat, "white"),
    Thing("dolphin", _dolphin, "blue"),
    Thing("jellyfish", _jellyfish, "pink", "jellyfish"),
    Thing("starfish", _starfish, "orange", "starfish"),
    Thing("lobster", _lobster, "red"),
    Thing("dragonfly", _dragonfly, "green", "dragonflies"),
    Thing("parrot", _parrot, "red"),
    Thing("peacock", _peacock),
    Thing("turkey", _turkey),
    Thing("swan", _swan, "white"),
    Thing("bat", _bat, "black"),
    Thing("dinosaur", _dinosaur, "green"),
    Thing("unicorn", _unicorn, "white"),
    Thing("seahorse", _seahorse, "yellow"),
    Thing("skunk", _skunk),
    Thing("tiger", _tiger),
    Thing("raccoon", _raccoon),
)
