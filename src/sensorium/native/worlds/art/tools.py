"""Tools and instruments of work, kitchen and office."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _hammer(pen: Pen) -> None:
    pen.box(44, 26, 57, 97, "main", 3)
    pen.box(18, 8, 68, 32, "iron", 3)
    pen.polygon([(66, 10), (90, 14), (96, 30), (66, 30)], "iron")


def _saw(pen: Pen) -> None:
    pen.polygon([(36, 34), (97, 46), (97, 56), (36, 70)], "steel")
    for x in (44, 54, 64, 74, 84):
        bottom = 69 - (x - 40) * 0.22
        pen.polygon([(x - 5, bottom), (x + 5, bottom - 2), (x, bottom + 8)], "steel")
    pen.box(3, 26, 42, 76, "main", 10)
    pen.erase(22, 51, 10, 13)


def _screwdriver(pen: Pen) -> None:
    pen.line([(52, 48), (16, 84)], 7, "steel")
    pen.polygon([(20, 76), (24, 80), (10, 94), (6, 90)], "steel")
    pen.line([(56, 44), (84, 16)], 22, "main")
    pen.line([(60, 34), (78, 16)], 3, "dark")
    pen.line([(66, 40), (84, 22)], 3, "dark")


def _wrench(pen: Pen) -> None:
    pen.line([(28, 72), (70, 30)], 15, "main")
    pen.circle(76, 24, 20)
    pen.circle(22, 78, 17)
    pen.erase_polygon([(74, 26), (82, 0), (102, 0), (102, 18)])
    pen.erase(22, 78, 7, 7)


def _scissors(pen: Pen) -> None:
    pen.polygon([(44, 60), (52, 60), (74, 4), (66, 6)], "steel")
    pen.polygon([(48, 60), (56, 60), (34, 6), (26, 4)], "steel")
    for x, y in ((28, 78), (72, 78)):
        pen.line([(50, 58), (x, y)], 8, "main")
        pen.circle(x, y, 17)
        pen.erase(x, y, 9, 9)
    pen.circle(50, 52, 3, "ink")


def _axe(pen: Pen) -> None:
    pen.line([(28, 94), (66, 10)], 9, "wood")
    pen.blob([(56, 14), (70, 20), (92, 12), (97, 40), (88, 62), (72, 48), (48, 38)])
    pen.curve([(90, 14), (94, 38), (87, 58)], 4, "light")


def _shovel(pen: Pen) -> None:
    pen.line([(50, 12), (50, 60)], 8, "wood")
    pen.line([(36, 8), (64, 8)], 9, "wood")
    pen.blob([(28, 54), (72, 54), (72, 76), (50, 97), (28, 76)])
    pen.line([(50, 60), (50, 80)], 3, "dark")


def _ladder(pen: Pen) -> None:
    for y in (18, 36, 54, 72):
        pen.box(24, y, 76, y + 8, "dark")
    for x in (18, 70):
        pen.box(x, 3, x + 12, 97)


def _paintbrush(pen: Pen) -> None:
    pen.line([(90, 10), (52, 48)], 9, "wood")
    pen.line([(52, 48), (42, 58)], 15, "steel")
    pen.blob([(30, 54), (46, 68), (36, 86), (6, 94), (16, 68)])


def _pencil(pen: Pen) -> None:
    pen.polygon([(20, 64), (36, 80), (88, 28), (72, 12)])
    pen.polygon([(20, 64), (36, 80), (6, 94)], "dough")
    pen.polygon([(11, 82), (18, 89), (6, 94)], "ink")
    pen.polygon([(66, 18), (82, 34), (88, 28), (72, 12)], "steel")
    pen.polygon([(72, 12), (88, 28), (95, 20), (94, 10), (82, 4)], "rose")
    pen.line([(29, 71), (73, 27)], 2.5, "dark")


def _broom(pen: Pen) -> None:
    pen.line([(88, 6), (46, 56)], 6, "wood")
    pen.polygon([(36, 46), (58, 64), (42, 96), (4, 80)])
    for start, end in (((42, 58), (18, 82)), ((48, 64), (30, 88))):
        pen.line([start, end], 3, "dark")
    pen.line([(36, 50), (56, 66)], 6, "blood")


def _bucket(pen: Pen) -> None:
    pen.arc((50, 36), 36, (180, 360), 4.5, "iron", ry=32)
    pen.polygon([(8, 36), (92, 36), (78, 96), (22, 96)])
    pen.ellipse(50, 36, 42, 10, "dark")
    pen.ellipse(50, 37, 36, 7, "sea")


def _magnifier(pen: Pen) -> None:
    pen.line([(60, 60), (90, 90)], 15, "main")
    pen.circle(40, 40, 36)
    pen.circle(40, 40, 26, "glass")
    pen.arc((40, 40), 18, (190, 260), 5, "paper")


def _magnet(pen: Pen) -> None:
    pen.pie((50, 50), 44, (180, 360), "main")
    pen.box(6, 48, 30, 94)
    pen.box(70, 48, 94, 94)
    pen.box(6, 74, 30, 94, "steel")
    pen.box(70, 74, 94, 94, "steel")
    pen.erase(50, 50, 20, 20)
    pen.erase_polygon([(30, 50), (70, 50), (70, 100), (30, 100)])


def _anchor(pen: Pen) -> None:
    pen.circle(50, 15, 12)
    pen.erase(50, 15, 5, 5)
    pen.line([(50, 28), (50, 88)], 9, "main")
    pen.line([(30, 38), (70, 38)], 8, "main")
    pen.arc((50, 50), 38, (15, 165), 9, "main", ry=40)
    pen.polygon([(2, 62), (12, 46), (26, 64)])
    pen.polygon([(98, 62), (88, 46), (74, 64)])


def _fork(pen: Pen) -> None:
    pen.line([(50, 48), (50, 92)], 11, "main")
    pen.pie((50, 34), 22, (0, 180), "main", ry=24)
    for x in (31, 50, 69):
        pen.line([(x, 8), (x, 38)], 7, "main")


def _spoon(pen: Pen) -> None:
    pen.line([(50, 44), (50, 93)], 10, "main")
    pen.ellipse(50, 26, 20, 23)
    pen.ellipse(50, 27, 12, 15, "dark")


def _knife(pen: Pen) -> None:
    pen.blob([(46, 62), (44, 30), (50, 3), (64, 22), (66, 62)], "steel")
    pen.box(43, 60, 67, 97, "main", 7)
    for y in (70, 84):
        pen.circle(55, y, 3, "trim")


def _pan(pen: Pen) -> None:
    pen.line([(64, 62), (92, 90)], 12, "bark")
    pen.circle(42, 42, 38)
    pen.circle(42, 42, 29, "dark")
    pen.blob([(26, 36), (42, 24), (60, 36), (58, 54), (38, 60), (26, 52)], "paper")
    pen.circle(43, 42, 9, "sun")


def _pot(pen: Pen) -> None:
    pen.circle(50, 18, 6, "ink")
    for x in (8, 92):
        pen.circle(x, 52, 8, "ink")
    pen.box(12, 38, 88, 92, "main", 10)
    pen.pie((50, 40), 40, (180, 360), "dark", ry=20)
    pen.box(8, 36, 92, 44, "dark", 3)


def _syringe(pen: Pen) -> None:
    pen.line([(26, 74), (5, 95)], 3.5, "iron")
    pen.line([(76, 24), (88, 12)], 6, "iron")
    pen.line([(80, 4), (96, 20)], 7, "iron")
    pen.line([(34, 66), (68, 32)], 23, "glass")
    pen.line([(34, 66), (52, 48)], 19, "main")
    pen.line([(64, 18), (82, 36)], 7, "iron")


def _microscope(pen: Pen) -> None:
    pen.arc((46, 54), 34, (-60, 80), 9, "main")
    pen.line([(36, 16), (52, 46)], 17, "dark")
    pen.line([(32, 8), (36, 16)], 11, "ink")
    pen.line([(54, 50), (57, 56)], 9, "ink")
    pen.box(24, 64, 70, 71, "iron")
    pen.box(14, 84, 88, 95, "main", 4)


def _telescope(pen: Pen) -> None:
    pen.line([(50, 52), (26, 95)], 5, "bark")
    pen.line([(50, 52), (50, 95)], 5, "bark")
    pen.line([(50, 52), (74, 95)], 5, "bark")
    pen.polygon([(24, 44), (70, 16), (82, 36), (32, 58)])
    pen.polygon([(68, 12), (82, 4), (96, 28), (82, 38)], "dark")
    pen.polygon([(24, 46), (32, 58), (18, 66), (10, 54)], "dark")


def _battery(pen: Pen) -> None:
    pen.box(38, 4, 62, 18, "steel", 2)
    pen.box(24, 14, 76, 97, "main", 5)
    pen.box(24, 14, 76, 38, "night", 5)
    pen.polygon([(54, 44), (36, 72), (48, 72), (44, 92), (64, 64), (52, 64)], "sun")


THINGS = (
    Thing("hammer", _hammer, "brown"),
    Thing("saw", _saw, "red"),
    Thing("screwdriver", _screwdriver, "red"),
    Thing("wrench", _wrench, "gray"),
    Thing("pair of scissors", _scissors, "red", "pairs of scissors"),
    Thing("axe", _axe, "gray"),
    Thing("shovel", _shovel, "gray"),
    Thing("ladder", _ladder, "brown"),
    Thing("paintbrush", _paintbrush, "blue"),
    Thing("pencil", _pencil, "yellow"),
    Thing("broom", _broom, "yellow"),
    Thing("bucket", _bucket, "blue"),
    Thing("magnifying glass", _magnifier, "black"),
    Thing("magnet", _magnet, "red"),
    Thing("anchor", _anchor, "blue"),
    Thing("fork", _fork, "gray"),
    Thing("spoon", _spoon, "gray"),
    Thing("knife", _knife, "brown", "knives"),
    Thing("pan", _pan, "black"),
    Thing("pot", _pot, "red"),
    Thing("syringe", _syringe, "blue"),
    Thing("microscope", _microscope, "gray"),
    Thing("telescope", _telescope, "purple"),
    Thing("battery", _battery, "green"),
)
