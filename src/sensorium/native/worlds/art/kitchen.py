"""Meals, sweets, and the things of the kitchen."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen, arc_points
from sensorium.native.worlds.art.thing import Thing


def _hot_dog(pen: Pen) -> None:
    pen.box(10, 22, 90, 60, "dough", 17)
    pen.line([(14, 48), (86, 48)], 25, "blood")
    pen.box(8, 56, 92, 84, "dough", 14)
    pen.line([(14, 50), (26, 41), (38, 50), (50, 41), (62, 50), (74, 41), (86, 50)], 6, "sun")


def _sandwich(pen: Pen) -> None:
    pen.polygon([(60, 8), (97, 42), (3, 42)], "dough")
    pen.polygon([(59, 17), (84, 38), (20, 38)], "cream")
    for top, bottom, fill in ((42, 54, "cream"), (54, 62, "leaf"), (62, 70, "blood"), (70, 76, "sun")):
        pen.box(3, top, 97, bottom, fill)
    pen.box(3, 76, 97, 90, "cream", 2)
    pen.polygon([(20, 74), (60, 74), (40, 86)], "sun")


def _taco(pen: Pen) -> None:
    fills = ("leaf", "blood", "leaf", "sun", "leaf", "blood", "leaf", "sun", "leaf")
    for (x, y), fill in zip(arc_points((50, 76), (40, 52), (188, 352), len(fills)), fills, strict=True):
        pen.circle(x, y, 11, fill)
    pen.pie((50, 86), 46, (180, 360), "dough", ry=52)
    for x, y in ((30, 68), (50, 50), (68, 72), (48, 76), (64, 54)):
        pen.circle(x, y, 3, "wood")


def _pretzel(pen: Pen) -> None:
    path = [(24, 86), (50, 50), (66, 16), (84, 14), (93, 36), (80, 72), (50, 82)]
    path += [(100 - x, y) for x, y in reversed(path[:-1])]
    pen.curve(path, 15, "main")
    pen.curve(path[:4], 15, "dark")
    pen.curve(path[:4], 10, "main")
    for x, y in ((12, 42), (88, 42), (26, 13), (74, 13), (50, 83), (50, 52)):
        pen.circle(x, y, 3.4, "trim")


def _croissant(pen: Pen) -> None:
    outer = [(4, 80), (8, 50), (28, 24), (50, 16), (72, 24), (92, 50), (96, 80)]
    pen.blob([*outer, (80, 80), (66, 62), (34, 62), (20, 80)], "dough")
    for side in (-1, 1):
        pen.line([(50 + side * 10, 18), (50 + side * 7, 38), (50 + side * 10, 60)], 5, "wood")
        pen.line([(50 + side * 30, 30), (50 + side * 23, 46), (50 + side * 22, 66)], 5, "wood")
        pen.line([(50 + side * 43, 54), (50 + side * 34, 62), (50 + side * 30, 76)], 5, "wood")


def _pie(pen: Pen) -> None:
    pen.polygon([(4, 52), (96, 52), (82, 84), (18, 84)], "steel")
    for x, y in arc_points((50, 48), (40, 24), (0, 345), 16):
        pen.circle(x, y, 9, "dough")
    pen.ellipse(50, 47, 36, 19)
    for x in (26, 50, 74):
        pen.line([(x - 9, 34), (x + 7, 61)], 5, "dough")
        pen.line([(x + 9, 34), (x - 7, 61)], 5, "dough")


def _pancakes(pen: Pen) -> None:
    pen.ellipse(50, 86, 47, 9, "paper")
    for y in (74, 60, 46, 32):
        pen.box(10, y - 2, 90, y + 14, "wood", 8)
        pen.box(11, y - 2, 89, y + 8, "dough", 5)
    pen.ellipse(50, 32, 39, 13, "dough")
    pen.blob([(22, 30), (50, 23), (78, 30), (80, 56), (72, 56), (66, 41), (52, 43), (42, 66), (34, 40)], "bark")
    pen.polygon([(38, 20), (58, 14), (66, 26), (46, 32)], "sun")


def _popcorn(pen: Pen) -> None:
    for x, y in ((22, 32), (36, 20), (54, 14), (70, 22), (80, 34), (44, 32), (62, 32)):
        pen.circle(x, y, 12, "cream")
    for x, y in ((26, 28), (40, 16), (60, 14), (74, 28), (48, 32)):
        pen.circle(x, y, 4, "sun")
    pen.polygon([(10, 38), (90, 38), (76, 97), (24, 97)])
    for left, right in ((26, 42), (58, 74)):
        foot = [(50 + (x - 50) * 0.65, 97) for x in (right, left)]
        pen.polygon([(left, 38), (right, 38), *foot], "trim")


def _fries(pen: Pen) -> None:
    for x, top in ((24, 18), (36, 6), (49, 14), (62, 4), (75, 16)):
        foot = 50 + (x - 50) * 0.8
        pen.polygon([(x - 6, top), (x + 6, top), (foot + 6, 70), (foot - 6, 70)], "sun")
        pen.line([(x + 6, top + 2), (foot + 6, 66)], 2.5, "flame")
    pen.polygon([(10, 40), (24, 46), (50, 56), (76, 46), (90, 40), (80, 97), (20, 97)])
    pen.circle(50, 77, 10, "trim")


def _chocolate(pen: Pen) -> None:
    pen.box(20, 4, 80, 66, "bark", 3)
    for x in (22, 42, 62):
        for y in (7, 27):
            pen.box(x + 1, y, x + 15, y + 15, "wood", 2)
    for x in (30, 50, 70):
        pen.polygon([(x - 10, 62), (x, 46), (x + 10, 62)], "steel")
    pen.box(16, 58, 84, 97, "main", 2)
    pen.box(16, 70, 84, 86, "trim")


def _honey_jar(pen: Pen) -> None:
    pen.line([(54, 30), (84, 6)], 6, "bark")
    pen.blob([(26, 32), (74, 32), (90, 60), (78, 92), (50, 96), (22, 92), (10, 60)], "wood")
    pen.blob([(20, 28), (80, 28), (80, 62), (70, 60), (54, 50), (46, 84), (37, 58), (24, 58), (16, 46)], "gold")
    pen.box(18, 22, 82, 38, "gold", 7)
    pen.line([(26, 29), (48, 29)], 4, "sun")


def _milk_carton(pen: Pen) -> None:
    pen.box(12, 42, 56, 97, "trim")
    pen.box(56, 42, 88, 97, "light")
    pen.polygon([(12, 42), (56, 42), (34, 18)], "dark")
    pen.polygon([(56, 42), (88, 42), (80, 18), (34, 18)])
    pen.box(32, 4, 82, 19)
    pen.polygon([(12, 62), (56, 76), (56, 97), (12, 97)])
    pen.polygon([(56, 76), (88, 62), (88, 97), (56, 97)], "dark")


def _wine_glass(pen: Pen) -> None:
    pen.box(46, 50, 54, 92, "steel")
    pen.ellipse(50, 92, 27, 5, "steel")
    pen.blob([(26, 4), (74, 4), (80, 32), (66, 56), (50, 62), (34, 56), (20, 32)], "glass")
    pen.blob([(24, 28), (76, 28), (74, 42), (62, 54), (50, 57), (38, 54), (26, 42)])


def _kettle(pen: Pen) -> None:
    pen.arc((48, 44), 31, (185, 355), 8, "ink", ry=36)
    pen.polygon([(72, 72), (97, 38), (84, 34), (62, 52)], "dark")
    pen.blob([(30, 38), (66, 38), (82, 58), (88, 88), (50, 92), (8, 88), (14, 58)])
    pen.box(6, 82, 90, 92, "dark", 4)
    pen.ellipse(48, 38, 20, 6, "dark")
    pen.circle(48, 29, 6, "ink")
    pen.ellipse(27, 62, 5, 13, "light", 20)


def _toaster(pen: Pen) -> None:
    for x in (20, 50):
        pen.box(x, 14, x + 28, 60, "wood", 8)
        pen.box(x + 4, 18, x + 24, 60, "cream", 5)
    pen.box(4, 42, 94, 88, "main", 16)
    pen.box(14, 42, 84, 50, "dark", 3)
    pen.box(82, 58, 97, 66, "ink", 3)
    pen.circle(30, 70, 7, "trim")
    for x in (16, 70):
        pen.box(x, 86, x + 14, 95, "ink", 2)


def _blender(pen: Pen) -> None:
    pen.arc((70, 34), 16, (-80, 80), 7, "steel")
    pen.polygon([(24, 12), (76, 12), (68, 66), (32, 66)], "glass")
    pen.polygon([(27, 32), (73, 32), (68, 66), (32, 66)], "rose")
    pen.box(22, 4, 78, 16, "dark", 4)
    pen.polygon([(32, 64), (68, 64), (80, 97), (20, 97)])
    pen.circle(50, 82, 8, "trim")


def _refrigerator(pen: Pen) -> None:
    pen.box(18, 3, 82, 94, "main", 7)
    pen.box(18, 36, 82, 41, "dark")
    pen.box(26, 16, 32, 31, "dark", 3)
    pen.box(26, 47, 32, 72, "dark", 3)
    pen.box(48, 50, 66, 66, "sun")
    pen.circle(57, 49, 4, "blood")
    for x in (24, 66):
        pen.box(x, 93, x + 10, 97, "ink")


def _oven(pen: Pen) -> None:
    pen.box(8, 6, 92, 94, "main", 5)
    pen.box(8, 6, 92, 28, "dark", 5)
    for x in (20, 40, 60, 80):
        pen.circle(x, 17, 6, "trim")
    pen.box(18, 35, 82, 42, "trim", 3)
    pen.box(18, 49, 82, 84, "night", 4)
    pen.pie((50, 80), 22, (180, 360), "flame", ry=20)


def _rolling_pin(pen: Pen) -> None:
    pen.line([(9, 91), (91, 9)], 10, "dark")
    pen.polygon([(12, 66), (66, 12), (88, 34), (34, 88)])
    pen.line([(26, 66), (66, 26)], 5, "light")


def _whisk(pen: Pen) -> None:
    for half in (36, 13):
        for side in (-1, 1):
            pen.curve([(50, 70), (50 + side * half, 40), (50 + side * half * 0.9, 16), (50, 5)], 5, "steel")
    pen.box(42, 62, 58, 97, "main", 6)
    pen.box(42, 60, 58, 68, "dark", 3)


def _salt_shaker(pen: Pen) -> None:
    pen.pie((50, 34), 25, (180, 360), "steel", ry=30)
    pen.box(23, 30, 77, 40, "steel", 3)
    for x, y in ((38, 22), (50, 14), (62, 22), (50, 27)):
        pen.circle(x, y, 3.4, "ink")
    pen.polygon([(27, 40), (73, 40), (84, 96), (16, 96)])
    pen.curve([(62, 56), (50, 50), (40, 59), (50, 68), (60, 77), (50, 86), (38, 80)], 6, "mark")


def _oven_mitt(pen: Pen) -> None:
    pen.ellipse(22, 50, 12, 22, "main", -28)
    pen.box(32, 5, 84, 76, "main", 24)
    pen.line([(37, 66), (37, 48)], 3.5, "dark")
    pen.box(28, 74, 88, 95, "trim", 6)
    for x in (52, 64):
        pen.circle(x, 34, 7, "trim")
    pen.polygon([(46, 37), (70, 37), (58, 52)], "trim")


def _cutting_board(pen: Pen) -> None:
    pen.box(38, 4, 62, 40, "main", 11)
    pen.box(10, 26, 90, 97, "main", 9)
    pen.erase(50, 14, 5.5, 5.5)
    for x in (20, 80):
        pen.line([(x, 40), (x, 84)], 3, "dark")
    pen.line([(38, 86), (45, 75)], 10, "ink")
    pen.polygon([(38, 70), (64, 32), (74, 34), (72, 54), (52, 80)], "steel")


def _popsicle(pen: Pen) -> None:
    pen.line([(50, 70), (50, 92)], 12, "dough")
    pen.box(20, 3, 80, 74, "main", 24)
    pen.erase(80, 8, 14, 13)
    pen.line([(40, 28), (40, 58)], 6, "dark")
    pen.line([(60, 32), (60, 58)], 6, "dark")


def _gingerbread(pen: Pen) -> None:
    pen.line([(14, 48), (86, 48)], 20, "main")
    for x, foot in ((42, 26), (58, 74)):
        pen.line([(x, 66), (foot, 87)], 20, "main")
    pen.box(33, 40, 67, 78, "main", 8)
    pen.circle(50, 22, 20)
    pen.arc((50, 22), 10, (25, 155), 3, "trim")
    for x, y in ((43, 18), (57, 18), (50, 48), (50, 63)):
        pen.circle(x, y, 3.6, "trim")
    for x in (16, 84):
        pen.line([(x, 40), (x, 56)], 4, "trim")


def _candy_cane(pen: Pen) -> None:
    pen.line([(24, 54), (24, 38), *arc_points((50, 38), (26, 26), (180, 360)), (74, 38), (74, 88)], 18, "trim")
    for y in (86, 68, 50):
        pen.polygon([(65, y + 7), (65, y - 4), (83, y - 13), (83, y - 2)])
    for start in (200, 252, 304):
        outer = arc_points((50, 38), (35, 35), (start, start + 24))
        pen.polygon([*outer, *arc_points((50, 38), (17, 17), (start + 24, start))])


def _fried_egg(pen: Pen) -> None:
    white = [(46, 8), (72, 14), (82, 34), (95, 52), (86, 76), (62, 80), (44, 94), (20, 84), (16, 64), (5, 44)]
    pen.blob([*white, (20, 20)], "paper")
    pen.circle(50, 48, 20, "gold")
    pen.circle(49, 47, 17, "sun")
    pen.ellipse(42, 40, 6, 4, "paper", -35)


def _soup(pen: Pen) -> None:
    for x in (38, 64):
        pen.curve([(x, 34), (x - 6, 26), (x + 5, 16), (x, 6)], 6, "steel")
    pen.pie((50, 50), 46, (0, 180), "main", ry=42)
    pen.box(32, 86, 68, 96, "dark", 3)
    pen.ellipse(50, 50, 47, 13, "dark")
    pen.ellipse(50, 50, 39, 9, "flame")


THINGS = (
    Thing("hot dog", _hot_dog),
    Thing("sandwich", _sandwich),
    Thing("taco", _taco),
    Thing("pretzel", _pretzel, "brown"),
    Thing("croissant", _croissant),
    Thing("pie", _pie, "red"),
    Thing("stack of pancakes", _pancakes, None, "stacks of pancakes"),
    Thing("box of popcorn", _popcorn, "red", "boxes of popcorn"),
    Thing("box of fries", _fries, "red", "boxes of fries"),
    Thing("chocolate bar", _chocolate, "red"),
    Thing("honey jar", _honey_jar),
    Thing("milk carton", _milk_carton, "blue"),
    Thing("wine glass", _wine_glass, "red"),
    Thing("kettle", _kettle, "red"),
    Thing("toaster", _toaster, "gray"),
    Thing("blender", _blender, "red"),
    Thing("refrigerator", _refrigerator, "white"),
    Thing("oven", _oven, "gray"),
    Thing("rolling pin", _rolling_pin, "brown"),
    Thing("whisk", _whisk, "red"),
    Thing("salt shaker", _salt_shaker, "white"),
    Thing("oven mitt", _oven_mitt, "red"),
    Thing("cutting board", _cutting_board, "brown"),
    Thing("popsicle", _popsicle, "pink"),
    Thing("gingerbread man", _gingerbread, "brown", "gingerbread men"),
    Thing("candy cane", _candy_cane, "red"),
    Thing("fried egg", _fried_egg),
    Thing("bowl of soup", _soup, "blue", "bowls of soup"),
)
