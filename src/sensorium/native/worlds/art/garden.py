"""Vegetables, fruit, flowers and the things of the garden."""

from __future__ import annotations

import math

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _tomato(pen: Pen) -> None:
    pen.blob([(50, 26), (76, 22), (96, 46), (90, 76), (66, 93), (34, 93), (10, 76), (4, 46), (24, 22)])
    pen.star(50, 28, 30, 9, 5, "leaf")
    pen.line([(50, 26), (56, 8)], 7, "leaf")
    pen.ellipse(20, 58, 5, 12, "light", 10)


def _onion(pen: Pen) -> None:
    pen.polygon([(44, 86), (56, 86), (62, 97), (38, 97)], "wood")
    pen.blob([(46, 22), (54, 22), (64, 34), (88, 48), (92, 70), (72, 90), (28, 90), (8, 70), (12, 48), (36, 34)])
    pen.polygon([(40, 3), (50, 9), (60, 3), (57, 30), (43, 30)])
    for half in (29, 11):
        for side in (-1, 1):
            pen.curve([(50 + side * 3, 24), (50 + side * half, 54), (50 + side * half * 0.75, 86)], 3.5, "dark")


def _garlic(pen: Pen) -> None:
    bulb = [(32, 24), (50, 24), (54, 40), (74, 54), (78, 76), (64, 91), (20, 91), (5, 76), (8, 54), (28, 40)]
    pen.blob(bulb, "paper")
    pen.polygon([(34, 5), (48, 5), (50, 34), (32, 34)], "cream")
    for side in (-1, 1):
        pen.curve([(41 + side * 2, 36), (41 + side * 17, 60), (41 + side * 11, 88)], 4, "steel")
    pen.blob([(78, 48), (92, 64), (96, 82), (86, 94), (70, 92), (66, 78), (72, 62)], "cream")
    pen.curve([(80, 58), (86, 72), (84, 88)], 3, "dough")


def _eggplant(pen: Pen) -> None:
    pen.blob([(62, 22), (80, 36), (78, 60), (56, 88), (26, 95), (6, 78), (12, 52), (36, 40)])
    pen.line([(70, 28), (90, 7)], 9, "leaf")
    pen.blob([(56, 16), (76, 14), (88, 32), (84, 50), (74, 38), (66, 44), (62, 30), (46, 32)], "leaf")
    pen.ellipse(28, 64, 5, 14, "light", 40)


def _broccoli(pen: Pen) -> None:
    pen.polygon([(38, 97), (62, 97), (64, 72), (88, 50), (12, 50), (36, 72)], "grass")
    for x, y, r in ((22, 42, 19), (78, 42, 19), (34, 24, 19), (64, 22, 19), (50, 44, 19)):
        pen.circle(x, y, r, "leaf")
    for x, y in ((22, 46), (78, 46), (34, 26), (66, 24), (50, 48)):
        pen.arc((x, y), 10, (190, 310), 4, "grass")


def _bell_pepper(pen: Pen) -> None:
    outline = [(50, 32), (64, 22), (86, 26), (95, 50), (84, 78), (72, 95), (60, 88), (50, 94), (40, 88), (28, 95)]
    pen.blob([*outline, (16, 78), (5, 50), (14, 26), (36, 22)])
    for side in (-1, 1):
        pen.curve([(50 + side * 8, 36), (50 + side * 17, 58), (50 + side * 10, 84)], 4, "dark")
    pen.curve([(50, 36), (48, 20), (60, 6)], 11, "leaf")
    pen.ellipse(50, 33, 16, 7, "leaf")


def _chili(pen: Pen) -> None:
    pen.blob([(56, 20), (80, 22), (90, 42), (76, 72), (46, 91), (4, 95), (34, 76), (50, 54), (54, 36)])
    pen.curve([(70, 20), (72, 10), (88, 5)], 7, "leaf")
    pen.blob([(52, 24), (58, 14), (78, 14), (90, 30), (80, 36), (72, 30), (62, 34)], "leaf")
    pen.curve([(74, 46), (66, 62), (48, 78)], 4, "light")


def _pea_pod(pen: Pen) -> None:
    pen.line([(88, 24), (97, 6)], 5, "main")
    pen.blob([(4, 62), (24, 56), (54, 36), (90, 16), (95, 44), (76, 74), (44, 92), (14, 86)])
    for x, y in ((19, 62), (41, 51), (63, 37), (82, 22)):
        pen.circle(x, y, 14, "dark")
        pen.circle(x, y, 11.5, "light")
    pen.blob([(4, 66), (24, 74), (50, 66), (76, 48), (94, 24), (96, 48), (76, 76), (44, 92), (14, 86)])


def _avocado(pen: Pen) -> None:
    egg = [(50, 4), (66, 14), (72, 38), (86, 62), (78, 88), (50, 97), (22, 88), (14, 62), (28, 38), (34, 14)]
    for scale, fill in ((1, "leaf"), (0.84, "grass"), (0.68, "cream")):
        pen.blob([(50 + (x - 50) * scale, 55 + (y - 55) * scale) for x, y in egg], fill)
    pen.circle(50, 67, 17, "bark")
    pen.circle(44, 61, 5, "wood")


def _coconut(pen: Pen) -> None:
    pen.circle(38, 40, 36, "bark")
    for x, y in ((26, 22), (44, 18), (36, 34)):
        pen.circle(x, y, 4.5, "ink")
    pen.ellipse(66, 64, 32, 30, "wood")
    pen.ellipse(66, 64, 26, 24, "paper")
    pen.ellipse(68, 66, 17, 15, "cream")


def _peach(pen: Pen) -> None:
    pen.blob([(50, 28), (72, 20), (94, 40), (90, 70), (68, 90), (50, 97), (32, 90), (10, 70), (6, 40), (28, 20)])
    pen.curve([(50, 28), (38, 50), (40, 76), (50, 96)], 4.5, "dark")
    for side in (-1, 1):
        pen.ellipse(50 + side * 20, 12, 23, 8, "leaf", side * 12)
    pen.ellipse(72, 50, 9, 14, "light", -15)


def _radish(pen: Pen) -> None:
    for x, angle in ((28, 60), (72, -60), (50, 90)):
        pen.ellipse(x, 20, 19, 9, "leaf", angle)
        pen.line([(50, 42), (x, 18)], 3, "grass")
    pen.blob([(50, 38), (72, 40), (83, 58), (74, 76), (56, 86), (50, 97), (44, 86), (26, 76), (17, 58), (28, 40)])
    pen.blob([(32, 79), (50, 75), (68, 79), (56, 86), (50, 97), (44, 86)], "trim")
    pen.ellipse(31, 56, 4, 9, "light", 20)


def _cucumber(pen: Pen) -> None:
    pen.line([(28, 72), (80, 20)], 31, "leaf")
    for shift in (-8, 0, 8):
        pen.line([(38 + shift, 62 + shift), (82 + shift * 0.6, 18 + shift * 0.6)], 2.6, "grass")
    pen.circle(27, 73, 22, "leaf")
    pen.circle(27, 73, 17, "cream")
    for k in range(5):
        a = 2 * math.pi * k / 5
        pen.circle(27 + 9 * math.cos(a), 73 + 9 * math.sin(a), 3, "grass")


def _kiwi(pen: Pen) -> None:
    pen.ellipse(50, 50, 47, 42, "bark")
    pen.ellipse(50, 50, 41, 36, "leaf")
    for k in range(12):
        a = math.pi * k / 6
        pen.line([(50, 50), (50 + 35 * math.cos(a), 50 + 30 * math.sin(a))], 4, "grass")
    for k in range(12):
        a = math.pi * (k + 0.5) / 6
        pen.ellipse(50 + 23 * math.cos(a), 50 + 20 * math.sin(a), 3, 3, "ink")
    pen.ellipse(50, 50, 13, 11, "cream")


def _acorn(pen: Pen) -> None:
    pen.line([(50, 18), (56, 6)], 7, "bark")
    pen.blob([(18, 40), (82, 40), (82, 64), (64, 86), (50, 97), (36, 86), (18, 64)])
    pen.pie((50, 44), 44, (180, 360), "dark", ry=32)
    pen.box(5, 38, 95, 50, "dark", 6)
    for x, y in ((24, 36), (42, 24), (60, 24), (78, 36), (42, 40), (60, 40)):
        pen.circle(x, y, 3.4, "light")
    pen.ellipse(32, 64, 5, 10, "light", -10)


def _petals(pen: Pen, at: tuple[float, float], r: float, size: tuple[float, float], count: int, fill: str) -> None:
    for k in range(count):
        a = 2 * math.pi * k / count
        pen.ellipse(at[0] + r * math.cos(a), at[1] + r * math.sin(a), *size, fill, math.degrees(a))


def _sunflower(pen: Pen) -> None:
    pen.line([(50, 50), (50, 95)], 7, "leaf")
    pen.ellipse(70, 80, 18, 8, "leaf", -25)
    pen.ellipse(30, 80, 18, 8, "leaf", 25)
    _petals(pen, (50, 37), 25, (11, 5.5), 14, "gold")
    pen.circle(50, 37, 24, "gold")
    pen.circle(50, 37, 18, "bark")
    for x, y in ((44, 31), (56, 31), (50, 38), (43, 44), (57, 44)):
        pen.circle(x, y, 2.5, "wood")


def _rose(pen: Pen) -> None:
    pen.line([(50, 56), (50, 95)], 6, "leaf")
    pen.ellipse(68, 76, 17, 8, "leaf", -35)
    pen.ellipse(32, 84, 17, 8, "leaf", 35)
    pen.blob([(50, 3), (70, 8), (84, 24), (78, 48), (50, 62), (22, 48), (16, 24), (30, 8)])
    pen.curve([(17, 26), (36, 38), (50, 60)], 4, "dark")
    pen.curve([(83, 26), (64, 38), (50, 60)], 4, "dark")
    pen.ellipse(50, 21, 24, 13, "dark")
    pen.ellipse(50, 21, 19, 9, "main")
    pen.ellipse(50, 21, 10, 5, "dark")


def _daisy(pen: Pen) -> None:
    pen.circle(50, 50, 30, "dark")
    _petals(pen, (50, 50), 31, (17, 8), 10, "main")
    pen.circle(50, 50, 16, "sun")


def _clover(pen: Pen) -> None:
    pen.curve([(50, 44), (52, 76), (64, 95)], 7, "dark")
    for turn in (45, 135, 225, 315):
        a = math.radians(turn)
        tips = [(50 + 31 * math.cos(a + side), 42 + 31 * math.sin(a + side)) for side in (-0.66, 0, 0.66)]
        pen.polygon([(50, 42), *tips])
        for side in (-0.34, 0.34):
            pen.circle(50 + 34 * math.cos(a + side), 42 + 34 * math.sin(a + side), 11.5)
        pen.line([(50, 42), (50 + 22 * math.cos(a), 42 + 22 * math.sin(a))], 3.5, "light")


def _potted_plant(pen: Pen) -> None:
    for x, y, angle in ((20, 34, 35), (80, 34, -35), (34, 20, 65), (66, 20, -65), (50, 30, 90)):
        pen.ellipse(x, y, 22, 9, "leaf", angle)
        pen.line([(50, 58), (x, y)], 3, "grass")
    pen.polygon([(22, 62), (78, 62), (70, 97), (30, 97)])
    pen.box(16, 54, 84, 68, "dark", 3)


def _watering_can(pen: Pen) -> None:
    pen.arc((60, 44), 21, (180, 360), 7, "dark", ry=30)
    pen.arc((80, 64), 14, (-90, 90), 7, "dark")
    pen.line([(40, 78), (14, 40)], 10, "main")
    pen.line([(5, 45), (25, 31)], 9, "dark")
    pen.polygon([(38, 42), (82, 42), (88, 92), (32, 92)])
    pen.box(36, 38, 84, 47, "dark", 3)
    pen.box(34, 68, 86, 75, "light")


def _wheelbarrow(pen: Pen) -> None:
    pen.line([(20, 78), (60, 64), (96, 40)], 7, "wood")
    pen.line([(66, 60), (74, 93)], 7, "wood")
    pen.polygon([(5, 20), (86, 20), (72, 60), (30, 66)])
    pen.box(3, 16, 88, 26, "dark", 4)
    pen.circle(22, 78, 17, "ink")
    pen.circle(22, 78, 8, "steel")


def _rake(pen: Pen) -> None:
    pen.line([(50, 6), (50, 66)], 7, "wood")
    pen.polygon([(50, 44), (80, 66), (20, 66)], "dark")
    pen.erase_polygon([(45, 56), (45, 66), (34, 66)])
    pen.erase_polygon([(55, 56), (55, 66), (66, 66)])
    for x in (10, 26, 42, 58, 74, 90):
        pen.line([(x, 70), (x, 92)], 7, "main")
    pen.box(6, 63, 94, 76, "main", 4)


def _birdhouse(pen: Pen) -> None:
    pen.box(44, 74, 56, 97, "wood")
    pen.polygon([(22, 34), (50, 12), (78, 34), (74, 82), (26, 82)])
    pen.line([(50, 8), (10, 40)], 11, "dark")
    pen.line([(50, 8), (90, 40)], 11, "dark")
    pen.circle(50, 46, 13, "mark")
    pen.circle(50, 69, 5, "wood")


def _beehive(pen: Pen) -> None:
    for y, half in ((5, 17), (20, 30), (36, 40), (53, 45), (70, 42)):
        pen.box(50 - half, y, 50 + half, y + 21, "dark", 10)
        pen.box(50 - half, y, 50 + half, y + 16, "main", 8)
    pen.pie((50, 91), 12, (180, 360), "mark", ry=22)
    pen.box(20, 88, 80, 96, "wood", 3)


def _log(pen: Pen) -> None:
    pen.polygon([(62, 36), (66, 18), (80, 22), (80, 36)], "bark")
    pen.box(18, 34, 97, 82, "bark", 12)
    for y, left, right in ((46, 50, 74), (58, 60, 90), (70, 50, 70)):
        pen.line([(left, y), (right, y)], 4, "wood")
    for rx, ry, fill in ((19, 24, "wood"), (15, 20, "cream"), (9, 12, "dough"), (4, 6, "cream")):
        pen.ellipse(22, 58, rx, ry, fill)


def _sprout(pen: Pen) -> None:
    pen.curve([(50, 84), (52, 60), (50, 40)], 7, "leaf")
    pen.blob([(50, 46), (40, 18), (4, 12), (12, 40), (34, 52)], "leaf")
    pen.blob([(50, 46), (60, 18), (96, 12), (88, 40), (66, 52)], "grass")
    pen.pie((50, 94), 44, (180, 360), "bark", ry=24)


def _gnome(pen: Pen) -> None:
    for x in (24, 54):
        pen.box(x, 86, x + 22, 97, "bark", 5)
    pen.blob([(30, 58), (70, 58), (80, 88), (20, 88)], "sea")
    pen.circle(50, 46, 20, "skin")
    pen.blob([(28, 46), (50, 52), (72, 46), (66, 72), (50, 86), (34, 72)], "paper")
    pen.polygon([(52, 3), (78, 44), (22, 44)])
    pen.box(20, 36, 80, 45, "dark", 4)
    pen.circle(50, 52, 6, "rose")


THINGS = (
    Thing("tomato", _tomato, "red", "tomatoes"),
    Thing("onion", _onion, "purple"),
    Thing("garlic bulb", _garlic),
    Thing("eggplant", _eggplant, "purple"),
    Thing("broccoli", _broccoli, None, "broccoli heads"),
    Thing("bell pepper", _bell_pepper, "red"),
    Thing("chili pepper", _chili, "red"),
    Thing("pea pod", _pea_pod, "green"),
    Thing("avocado", _avocado, None, "avocados"),
    Thing("coconut", _coconut),
    Thing("peach", _peach, "orange"),
    Thing("radish", _radish, "pink"),
    Thing("cucumber", _cucumber),
    Thing("kiwi", _kiwi, None, "kiwis"),
    Thing("acorn", _acorn, "brown"),
    Thing("sunflower", _sunflower),
    Thing("rose", _rose, "red"),
    Thing("daisy", _daisy, "white"),
    Thing("clover", _clover, "green"),
    Thing("potted plant", _potted_plant, "brown"),
    Thing("watering can", _watering_can, "blue"),
    Thing("wheelbarrow", _wheelbarrow, "red"),
    Thing("rake", _rake, "red"),
    Thing("birdhouse", _birdhouse, "red"),
    Thing("beehive", _beehive, "yellow"),
    Thing("log", _log),
    Thing("sprout", _sprout),
    Thing("gnome", _gnome, "red"),
)
