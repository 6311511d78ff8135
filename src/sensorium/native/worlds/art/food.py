"""Fruit, vegetables, sweets and other things to eat."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _apple(pen: Pen) -> None:
    pen.blob([(50, 30), (72, 24), (92, 42), (86, 74), (66, 94), (50, 90), (34, 94), (14, 74), (8, 42), (28, 24)])
    pen.curve([(50, 32), (52, 18), (58, 6)], 6, "bark")
    pen.ellipse(72, 13, 14, 7, "leaf", -25)
    pen.ellipse(27, 48, 6, 12, "light", 20)


def _banana(pen: Pen) -> None:
    pen.blob([(12, 22), (20, 50), (44, 70), (78, 70), (94, 60), (92, 72), (70, 90), (38, 90), (14, 68), (5, 36)])
    pen.line([(10, 22), (9, 12)], 9, "bark")
    pen.circle(92, 64, 5, "bark")
    pen.curve([(14, 40), (32, 68), (60, 80), (84, 74)], 3, "dark")


def _pear(pen: Pen) -> None:
    pen.blob([(50, 20), (64, 26), (68, 46), (84, 66), (76, 90), (50, 96), (24, 90), (16, 66), (32, 46), (36, 26)])
    pen.curve([(50, 24), (48, 14), (42, 6)], 6, "bark")
    pen.ellipse(70, 14, 19, 9, "leaf", -15)
    pen.ellipse(34, 68, 5, 12, "light", 15)


def _cherries(pen: Pen) -> None:
    pen.curve([(28, 66), (38, 30), (64, 8)], 5, "leaf")
    pen.curve([(72, 66), (70, 36), (64, 8)], 5, "leaf")
    pen.ellipse(80, 13, 15, 7, "leaf", 20)
    for x in (26, 74):
        pen.circle(x, 74, 21)
        pen.circle(x - 7, 68, 5, "light")


def _strawberry(pen: Pen) -> None:
    pen.blob([(50, 22), (78, 20), (92, 38), (80, 68), (50, 97), (20, 68), (8, 38), (22, 20)])
    pen.star(50, 20, 30, 12, 7, "leaf")
    for x, y in ((30, 46), (50, 50), (70, 46), (40, 64), (60, 64), (50, 79)):
        pen.ellipse(x, y, 3, 4.5, "cream")


def _grapes(pen: Pen) -> None:
    pen.line([(50, 22), (54, 5)], 6, "bark")
    pen.ellipse(72, 13, 17, 9, "leaf", 10)
    for y, xs in ((32, (22, 41, 60, 79)), (50, (31, 50, 69)), (67, (41, 60)), (84, (50,))):
        for x in xs:
            pen.circle(x, y, 12.5, "dark")
            pen.circle(x, y, 10.5)
            pen.circle(x - 3, y - 3, 3, "light")


def _watermelon(pen: Pen) -> None:
    pen.pie((50, 24), 47, (0, 180), "leaf", ry=62)
    pen.pie((50, 24), 40, (0, 180), "cream", ry=53)
    pen.pie((50, 24), 36, (0, 180), "main", ry=48)
    for x, y in ((34, 36), (50, 36), (66, 36), (42, 52), (58, 52)):
        pen.ellipse(x, y, 3, 5, "ink")


def _pineapple(pen: Pen) -> None:
    for tip, base in (((22, 12), 40), ((36, 4), 44), ((64, 4), 56), ((78, 12), 60)):
        pen.polygon([tip, (base - 8, 40), (base + 8, 40)], "leaf")
    pen.polygon([(50, 3), (40, 40), (60, 40)], "leaf")
    pen.ellipse(50, 66, 27, 31)
    for x in (40, 60):
        pen.line([(x - 16, 50), (x + 16, 82)], 2.4, "dark")
        pen.line([(x + 16, 50), (x - 16, 82)], 2.4, "dark")


def _lemon(pen: Pen) -> None:
    pen.blob([(4, 62), (18, 44), (42, 26), (68, 24), (84, 30), (96, 28), (90, 44), (78, 68), (50, 84), (22, 76)])
    pen.ellipse(40, 46, 12, 5, "light", -30)
    for x, y in ((60, 44), (52, 62), (68, 56), (34, 66)):
        pen.circle(x, y, 2, "dark")


def _carrot(pen: Pen) -> None:
    for tip in ((70, 4), (86, 12), (96, 30)):
        pen.line([(66, 34), tip], 9, "leaf")
    pen.blob([(60, 26), (74, 40), (56, 66), (24, 90), (5, 96), (12, 76), (36, 44)])
    pen.line([(44, 46), (54, 54)], 3, "dark")
    pen.line([(38, 66), (46, 72)], 3, "dark")
    pen.line([(26, 66), (32, 70)], 3, "dark")


def _mushroom(pen: Pen) -> None:
    pen.blob([(38, 50), (62, 50), (64, 76), (70, 94), (30, 94), (36, 76)], "cream")
    pen.blob([(5, 56), (12, 28), (50, 6), (88, 28), (95, 56), (50, 64)])
    for x, y, r in ((50, 24, 9), (26, 42, 7), (74, 42, 7)):
        pen.circle(x, y, r, "trim")


def _corn(pen: Pen) -> None:
    pen.ellipse(50, 42, 19, 38)
    for y in range(14, 76, 11):
        pen.line([(34, y), (66, y)], 2.2, "dark")
    for x in (44, 56):
        pen.line([(x, 8), (x, 74)], 2.2, "dark")
    pen.blob([(16, 40), (34, 56), (48, 96), (30, 92), (16, 70)], "leaf")
    pen.blob([(84, 40), (66, 56), (52, 96), (70, 92), (84, 70)], "leaf")


def _bread(pen: Pen) -> None:
    pen.box(16, 30, 84, 92, "dark", 8)
    pen.ellipse(50, 30, 44, 22, "dark")
    pen.box(22, 34, 78, 86, "main", 6)
    pen.ellipse(50, 32, 37, 16)


def _cheese(pen: Pen) -> None:
    pen.polygon([(5, 48), (72, 18), (95, 44), (95, 48)], "light")
    pen.box(5, 48, 95, 84)
    for x, y, r in ((26, 64, 8), (54, 70, 6), (74, 58, 8)):
        pen.circle(x, y, r, "dark")


def _egg(pen: Pen) -> None:
    pen.blob([(50, 4), (74, 30), (84, 64), (70, 90), (50, 96), (30, 90), (16, 64), (26, 30)])
    pen.ellipse(36, 48, 6, 14, "light", 15)


def _cake(pen: Pen) -> None:
    pen.line([(50, 40), (50, 18)], 6, "rose")
    pen.ellipse(50, 11, 4.5, 7, "flame")
    pen.box(10, 42, 90, 90, "main", 5)
    pen.box(10, 60, 90, 68, "cream")
    pen.box(10, 40, 90, 50, "paper", 5)
    for x in (20, 40, 60, 80):
        pen.ellipse(x, 50, 8, 9, "paper")
    pen.box(3, 88, 97, 94, "steel", 3)


def _cupcake(pen: Pen) -> None:
    pen.polygon([(18, 56), (82, 56), (70, 95), (30, 95)], "dough")
    for x in (36, 50, 64):
        pen.line([(x, 60), (50 + (x - 50) * 0.7, 92)], 3, "wood")
    pen.ellipse(50, 52, 41, 15)
    pen.ellipse(50, 36, 31, 14, "light")
    pen.ellipse(50, 23, 19, 11)
    pen.circle(50, 11, 8, "blood")


def _ice_cream(pen: Pen) -> None:
    pen.polygon([(22, 46), (78, 46), (50, 97)], "dough")
    pen.line([(36, 50), (58, 80)], 2.6, "wood")
    pen.line([(64, 50), (42, 80)], 2.6, "wood")
    pen.circle(50, 28, 25)
    for x in (26, 42, 58, 74):
        pen.circle(x, 46, 9.5)
    pen.ellipse(40, 20, 6, 9, "light", 30)


def _cookie(pen: Pen) -> None:
    pen.circle(50, 50, 44)
    pen.erase(90, 18, 24, 24)
    for x, y in ((34, 32), (58, 42), (30, 58), (52, 66), (74, 60), (46, 84)):
        pen.circle(x, y, 7.5, "mark")


def _donut(pen: Pen) -> None:
    pen.circle(50, 50, 45, "dough")
    pen.blob([(50, 10), (80, 20), (90, 50), (78, 74), (62, 84), (40, 84), (20, 76), (10, 50), (20, 20)])
    sprinkles = ((26, 36, 32, 30), (68, 24, 74, 30), (76, 56, 80, 50), (30, 70, 36, 74), (58, 76, 64, 72))
    for x, y, x_end, y_end in sprinkles:
        pen.line([(x, y), (x_end, y_end)], 4, "trim")
    pen.circle(50, 50, 17, "dough")
    pen.erase(50, 50, 13, 13)


def _pizza(pen: Pen) -> None:
    pen.polygon([(6, 22), (94, 22), (50, 97)], "sun")
    pen.box(3, 8, 97, 26, "dough", 9)
    for x, y in ((30, 38), (64, 42), (48, 66)):
        pen.circle(x, y, 9.5)


def _hamburger(pen: Pen) -> None:
    pen.pie((50, 44), 46, (180, 360), "main", ry=36)
    pen.box(5, 44, 95, 54, "leaf", 5)
    pen.box(7, 54, 93, 68, "bark", 6)
    pen.box(5, 68, 95, 73, "sun")
    pen.box(7, 73, 93, 90, "main", 8)
    for x, y in ((32, 28), (50, 20), (68, 28)):
        pen.ellipse(x, y, 4, 2.6, "cream")


def _candy(pen: Pen) -> None:
    pen.polygon([(36, 50), (5, 28), (5, 72)], "light")
    pen.polygon([(64, 50), (95, 28), (95, 72)], "light")
    pen.ellipse(50, 50, 27, 25)
    for x in (38, 54):
        pen.line([(x, 32), (x + 10, 68)], 5, "light")


def _lollipop(pen: Pen) -> None:
    pen.line([(50, 60), (50, 94)], 7, "steel")
    pen.circle(50, 34, 31)
    pen.arc((50, 34), 20, (0, 270), 6, "trim")
    pen.arc((50, 34), 9, (90, 360), 6, "trim")


def _cup(pen: Pen) -> None:
    pen.arc((70, 54), 18, (-80, 80), 9, "main")
    pen.box(12, 30, 72, 90, "main", 10)
    pen.ellipse(42, 30, 30, 9, "light")
    pen.ellipse(42, 31, 24, 6, "bark")


def _bottle(pen: Pen) -> None:
    pen.box(41, 12, 59, 40)
    pen.box(38, 4, 62, 14, "dark", 3)
    pen.box(29, 38, 71, 96, "main", 12)
    pen.box(29, 56, 71, 80, "paper")


def _teapot(pen: Pen) -> None:
    pen.arc((78, 54), 17, (-90, 90), 8, "main")
    pen.polygon([(26, 60), (4, 34), (14, 28), (34, 48)])
    pen.ellipse(52, 58, 33, 30)
    pen.ellipse(52, 32, 17, 7, "dark")
    pen.circle(52, 20, 7, "dark")
    pen.box(34, 84, 70, 91, "dark", 3)


def _pumpkin(pen: Pen) -> None:
    pen.box(44, 6, 56, 30, "leaf", 3)
    pen.ellipse(24, 58, 20, 32, "dark")
    pen.ellipse(76, 58, 20, 32, "dark")
    pen.ellipse(36, 59, 19, 36)
    pen.ellipse(64, 59, 19, 36)
    pen.ellipse(50, 60, 13, 37, "light")


THINGS = (
    Thing("apple", _apple, "red"),
    Thing("banana", _banana, "yellow"),
    Thing("pear", _pear, "green"),
    Thing("cherry", _cherries, "red"),
    Thing("strawberry", _strawberry, "red"),
    Thing("grape", _grapes, "purple"),
    Thing("watermelon", _watermelon, "red"),
    Thing("pineapple", _pineapple, "yellow"),
    Thing("lemon", _lemon, "yellow"),
    Thing("carrot", _carrot, "orange"),
    Thing("mushroom", _mushroom, "red"),
    Thing("corn", _corn, "yellow", "corns"),
    Thing("bread", _bread, "brown", "breads"),
    Thing("cheese", _cheese, "yellow", "cheeses"),
    Thing("egg", _egg, "white"),
    Thing("cake", _cake, "pink"),
    Thing("cupcake", _cupcake, "pink"),
    Thing("ice cream", _ice_cream, "pink"),
    Thing("cookie", _cookie, "brown"),
    Thing("donut", _donut, "pink"),
    Thing("pizza", _pizza, "red"),
    Thing("hamburger", _hamburger, "brown"),
    Thing("candy", _candy, "red"),
    Thing("lollipop", _lollipop, "purple"),
    Thing("cup", _cup, "blue"),
    Thing("bottle", _bottle, "green"),
    Thing("teapot", _teapot, "blue"),
    Thing("pumpkin", _pumpkin, "orange"),
)
