"""Furniture, machines and other things of the house."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _chair(pen: Pen) -> None:
    pen.box(22, 4, 32, 96)
    pen.box(22, 8, 32, 52)
    pen.box(68, 54, 78, 96)
    pen.box(22, 50, 82, 62)
    pen.box(20, 6, 34, 50, "dark", 3)


def _armchair(pen: Pen) -> None:
    pen.box(22, 14, 78, 70, "main", 14)
    pen.box(24, 54, 76, 74, "light", 5)
    for x in (6, 74):
        pen.box(x, 42, x + 20, 84, "dark", 9)
    pen.box(14, 72, 86, 86, "main", 3)
    for x in (14, 76):
        pen.box(x, 86, x + 10, 96, "bark")


def _table(pen: Pen) -> None:
    pen.box(3, 30, 97, 42)
    for x in (10, 80):
        pen.box(x, 42, x + 10, 90, "dark")


def _bed(pen: Pen) -> None:
    pen.box(3, 20, 11, 88, "wood")
    pen.box(89, 48, 97, 88, "wood")
    pen.box(8, 62, 92, 78, "wood")
    pen.box(12, 42, 36, 58, "paper", 6)
    pen.box(34, 44, 92, 68, "main", 7)
    pen.box(11, 56, 40, 68, "trim")


def _lamp(pen: Pen) -> None:
    pen.polygon([(34, 6), (66, 6), (86, 50), (14, 50)])
    pen.line([(50, 52), (50, 86)], 6, "iron")
    pen.line([(66, 52), (66, 64)], 2)
    pen.ellipse(50, 90, 26, 6, "iron")


def _light_bulb(pen: Pen) -> None:
    pen.blob([(50, 4), (76, 14), (84, 38), (72, 58), (64, 74), (36, 74), (28, 58), (16, 38), (24, 14)])
    pen.box(36, 72, 64, 90, "steel", 3)
    pen.line([(38, 80), (62, 80)], 2.5, "iron")
    pen.ellipse(50, 92, 8, 5, "ink")
    pen.line([(42, 70), (38, 46), (50, 54), (62, 46), (58, 70)], 3, "dark")


def _candle(pen: Pen) -> None:
    pen.line([(50, 40), (50, 28)], 3)
    pen.blob([(50, 3), (60, 20), (50, 32), (40, 20)], "flame")
    pen.box(36, 38, 64, 88, "main", 3)
    pen.blob([(36, 40), (50, 38), (64, 40), (64, 56), (58, 46), (50, 58), (42, 46), (36, 52)], "light")
    pen.ellipse(50, 90, 32, 7, "gold")


def _clock(pen: Pen) -> None:
    pen.line([(28, 84), (20, 96)], 7, "dark")
    pen.line([(72, 84), (80, 96)], 7, "dark")
    pen.ellipse(24, 14, 14, 10, "dark", -35)
    pen.ellipse(76, 14, 14, 10, "dark", 35)
    pen.circle(50, 53, 41)
    pen.circle(50, 53, 32, "paper")
    pen.line([(50, 53), (50, 30)], 5)
    pen.line([(50, 53), (66, 60)], 5)


def _television(pen: Pen) -> None:
    pen.line([(50, 28), (30, 5)], 4, "iron")
    pen.line([(50, 28), (70, 5)], 4, "iron")
    pen.box(5, 26, 95, 88, "main", 7)
    pen.box(13, 34, 70, 80, "glass", 5)
    pen.circle(82, 44, 5, "ink")
    pen.circle(82, 60, 5, "ink")
    for x in (18, 72):
        pen.box(x, 88, x + 10, 96, "ink")


def _computer(pen: Pen) -> None:
    pen.box(4, 8, 96, 68, "main", 5)
    pen.box(11, 15, 89, 58, "glass", 2)
    pen.polygon([(42, 68), (58, 68), (64, 86), (36, 86)], "dark")
    pen.box(24, 85, 76, 93, "dark", 3)
    for y, x in ((24, 52), (34, 70), (44, 44)):
        pen.line([(20, y), (x, y)], 3.5, "iron")


def _phone(pen: Pen) -> None:
    pen.box(24, 3, 76, 97, "main", 9)
    pen.box(30, 14, 70, 80, "glass", 2)
    pen.circle(50, 88, 4.5, "trim")
    for x in (37, 50, 63):
        for y in (24, 38, 52):
            pen.box(x - 4, y - 4, x + 4, y + 4, "iron", 2)


def _camera(pen: Pen) -> None:
    pen.polygon([(32, 28), (40, 12), (62, 12), (70, 28)])
    pen.box(4, 26, 96, 84, "main", 8)
    pen.circle(51, 55, 24, "ink")
    pen.circle(51, 55, 16, "glass")
    pen.circle(46, 50, 5, "paper")
    pen.box(78, 34, 89, 42, "sun")


def _umbrella(pen: Pen) -> None:
    pen.line([(50, 4), (50, 84)], 4.5, "bark")
    pen.arc((59, 84), 9, (0, 180), 5, "bark")
    pen.pie((50, 54), 47, (180, 360), "main", ry=44)
    for x in (18.5, 50, 81.5):
        pen.erase(x, 56, 14, 7)
    pen.line([(50, 50), (50, 84)], 4.5, "bark")
    pen.curve([(50, 12), (37, 28), (34, 52)], 2.5, "dark")
    pen.curve([(50, 12), (63, 28), (66, 52)], 2.5, "dark")


def _book(pen: Pen) -> None:
    pen.polygon([(4, 22), (50, 32), (96, 22), (96, 82), (50, 94), (4, 82)])
    pen.polygon([(10, 16), (49, 27), (49, 84), (10, 74)], "cream")
    pen.polygon([(90, 16), (51, 27), (51, 84), (90, 74)], "cream")
    for y in (32, 44, 56):
        pen.line([(17, y - 2), (42, y + 5)], 2.5, "iron")
        pen.line([(83, y - 2), (58, y + 5)], 2.5, "iron")


def _envelope(pen: Pen) -> None:
    pen.box(4, 18, 96, 82, "main", 3)
    pen.line([(6, 80), (40, 50)], 3, "dark")
    pen.line([(94, 80), (60, 50)], 3, "dark")
    pen.polygon([(4, 20), (96, 20), (50, 60)], "light")
    pen.line([(6, 21), (50, 60), (94, 21)], 3, "dark")


def _gift(pen: Pen) -> None:
    pen.ellipse(36, 18, 16, 10, "sun", 25)
    pen.ellipse(64, 18, 16, 10, "sun", -25)
    pen.box(12, 42, 88, 96)
    pen.box(5, 26, 95, 44, "dark", 3)
    pen.box(43, 26, 57, 96, "sun")


def _key(pen: Pen) -> None:
    pen.box(40, 44, 95, 56)
    pen.box(70, 54, 78, 74)
    pen.box(85, 54, 93, 78)
    pen.circle(26, 50, 23)
    pen.erase(22, 50, 11, 11)


def _lock(pen: Pen) -> None:
    pen.arc((50, 42), 25, (180, 360), 11, "steel", ry=30)
    pen.box(14, 42, 86, 95, "main", 8)
    pen.circle(50, 63, 8, "mark")
    pen.polygon([(47, 64), (53, 64), (57, 84), (43, 84)], "mark")


def _door(pen: Pen) -> None:
    pen.box(18, 3, 82, 97, "bark")
    pen.box(24, 9, 76, 97)
    for y in (16, 56):
        for x in (31, 53):
            pen.box(x, y, x + 16, y + 30, "dark", 2)
    pen.circle(70, 52, 4.5, "sun")


def _window(pen: Pen) -> None:
    pen.box(8, 6, 92, 88, "main", 2)
    for x in (17, 54):
        for y in (15, 51):
            pen.box(x, y, x + 29, y + 28, "glass")
    pen.box(3, 86, 97, 95, "dark", 2)


def _bathtub(pen: Pen) -> None:
    for x, y, r in ((30, 32, 10), (46, 26, 11), (60, 34, 9)):
        pen.circle(x, y, r, "glass")
    pen.line([(86, 44), (86, 18), (74, 18), (74, 26)], 5, "iron")
    pen.blob([(8, 46), (92, 46), (90, 68), (76, 86), (24, 86), (10, 68)])
    pen.box(3, 40, 97, 50, "light", 4)
    for x in (24, 68):
        pen.box(x, 84, x + 8, 95, "iron")


def _bell(pen: Pen) -> None:
    pen.circle(50, 88, 9, "bark")
    pen.circle(50, 10, 7, "dark")
    pen.blob([(50, 10), (70, 22), (76, 54), (92, 82), (50, 84), (8, 82), (24, 54), (30, 22)])
    pen.box(8, 76, 92, 86, "dark", 4)
    pen.ellipse(36, 44, 4, 15, "light", 10)


def _glasses(pen: Pen) -> None:
    for x in (26, 74):
        pen.circle(x, 54, 24)
        pen.circle(x, 54, 17, "glass")
    pen.arc((50, 52), 8, (200, 340), 7, "main")
    pen.line([(5, 50), (3, 34)], 6, "main")
    pen.line([(95, 50), (97, 34)], 6, "main")


def _vase(pen: Pen) -> None:
    for x, tip in ((42, (28, 12)), (50, (50, 6)), (58, (72, 12))):
        pen.line([(x, 46), tip], 3.5, "leaf")
        pen.circle(tip[0], tip[1] + 3, 8.5, "rose")
    pen.blob([(36, 42), (64, 42), (62, 54), (78, 74), (66, 96), (34, 96), (22, 74), (38, 54)])
    pen.line([(28, 70), (72, 70)], 5, "light")


def _basket(pen: Pen) -> None:
    pen.arc((50, 44), 36, (180, 360), 7, "dark")
    pen.polygon([(5, 44), (95, 44), (82, 92), (18, 92)])
    for y in (56, 68, 80):
        pen.line([(11 + (y - 50) * 0.2, y), (89 - (y - 50) * 0.2, y)], 2.5, "dark")
    for x in (26, 42, 58, 74):
        pen.line([(x, 46), (50 + (x - 50) * 0.85, 91)], 2.5, "dark")


THINGS = (
    Thing("chair", _chair, "brown"),
    Thing("armchair", _armchair, "red"),
    Thing("table", _table, "brown"),
    Thing("bed", _bed, "blue"),
    Thing("lamp", _lamp, "yellow"),
    Thing("light bulb", _light_bulb, "yellow"),
    Thing("candle", _candle, "white"),
    Thing("clock", _clock, "red"),
    Thing("television", _television, "gray"),
    Thing("computer", _computer, "black"),
    Thing("phone", _phone, "black"),
    Thing("camera", _camera, "gray"),
    Thing("umbrella", _umbrella, "purple"),
    Thing("book", _book, "red"),
    Thing("envelope", _envelope, "white"),
    Thing("gift", _gift, "red"),
    Thing("key", _key, "yellow"),
    Thing("lock", _lock, "yellow"),
    Thing("door", _door, "brown"),
    Thing("window", _window, "brown"),
    Thing("bathtub", _bathtub, "white"),
    Thing("bell", _bell, "yellow"),
    Thing("vase", _vase, "blue"),
    Thing("basket", _basket, "brown"),
    Thing("pair of glasses", _glasses, "black", "pairs of glasses"),
)
