"""Vehicles on land, on water and in the air."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _wheel(pen: Pen, x: float, y: float, r: float = 11) -> None:
    pen.circle(x, y, r, "ink")
    pen.circle(x, y, r * 0.5, "steel")


def _car(pen: Pen) -> None:
    pen.polygon([(24, 48), (36, 24), (68, 24), (82, 48)])
    pen.polygon([(31, 47), (39, 30), (50, 30), (50, 47)], "glass")
    pen.polygon([(55, 47), (55, 30), (65, 30), (74, 47)], "glass")
    pen.box(3, 46, 97, 72, "main", 8)
    pen.box(88, 52, 97, 60, "sun")
    _wheel(pen, 26, 72, 13)
    _wheel(pen, 75, 72, 13)


def _bus(pen: Pen) -> None:
    pen.box(3, 16, 97, 76, "main", 7)
    for x in (9, 30, 51, 72):
        pen.box(x, 25, x + 17, 46, "glass", 2)
    pen.box(3, 56, 97, 62, "trim")
    _wheel(pen, 25, 77)
    _wheel(pen, 75, 77)


def _truck(pen: Pen) -> None:
    pen.box(3, 18, 62, 70, "main", 3)
    pen.polygon([(64, 34), (82, 34), (97, 54), (97, 72), (64, 72)], "steel")
    pen.polygon([(70, 40), (80, 40), (90, 54), (70, 54)], "glass")
    pen.box(3, 68, 97, 75, "night")
    for x in (20, 44, 80):
        _wheel(pen, x, 77)


def _train(pen: Pen) -> None:
    pen.box(66, 14, 92, 74)
    pen.box(62, 8, 96, 18, "dark", 2)
    pen.box(71, 24, 87, 42, "glass")
    pen.box(14, 38, 68, 74, "main", 6)
    pen.polygon([(22, 12), (42, 12), (37, 40), (27, 40)], "night")
    pen.polygon([(14, 74), (4, 88), (20, 88), (24, 74)], "iron")
    for x, r in ((32, 10), (54, 10), (78, 13)):
        _wheel(pen, x, 92 - r + 3, r)


def _bicycle(pen: Pen) -> None:
    for x in (22, 78):
        pen.circle(x, 66, 21, "ink")
        pen.erase(x, 66, 16, 16)
    pen.line([(22, 66), (38, 36), (68, 36), (46, 66), (22, 66)], 5, "main")
    pen.line([(46, 66), (36, 30)], 5, "main")
    pen.line([(78, 66), (66, 24), (78, 20)], 5, "main")
    pen.line([(28, 29), (44, 29)], 6, "ink")


def _motorcycle(pen: Pen) -> None:
    for x in (20, 80):
        pen.circle(x, 70, 19, "ink")
        pen.circle(x, 70, 9, "steel")
    pen.line([(80, 70), (66, 30), (56, 26)], 6, "iron")
    pen.blob([(18, 46), (44, 48), (50, 36), (70, 36), (74, 50), (60, 74), (38, 74), (26, 60)])
    pen.line([(18, 42), (44, 44)], 8, "ink")
    pen.circle(74, 36, 7, "sun")


def _sailboat(pen: Pen) -> None:
    pen.line([(48, 8), (48, 72)], 4.5, "bark")
    pen.polygon([(53, 6), (92, 62), (53, 62)])
    pen.polygon([(43, 18), (43, 62), (12, 62)], "light")
    pen.polygon([(4, 70), (96, 70), (82, 92), (18, 92)], "wood")


def _ship(pen: Pen) -> None:
    pen.box(54, 8, 68, 34, "blood")
    pen.box(54, 8, 68, 14, "ink")
    pen.box(22, 32, 80, 60, "paper")
    for x in (32, 50, 68):
        pen.circle(x, 46, 5, "glass")
    pen.polygon([(3, 56), (97, 56), (84, 92), (16, 92)])
    pen.line([(14, 74), (86, 74)], 3.5, "trim")


def _submarine(pen: Pen) -> None:
    pen.line([(50, 34), (50, 10), (62, 10)], 5, "iron")
    pen.box(38, 28, 64, 50, "dark", 4)
    pen.polygon([(16, 62), (3, 42), (3, 82)], "dark")
    pen.ellipse(54, 62, 43, 25)
    for x in (36, 56, 76):
        pen.circle(x, 62, 7.5, "glass")


def _airplane(pen: Pen) -> None:
    pen.polygon([(6, 22), (18, 22), (32, 50), (14, 54)], "dark")
    pen.polygon([(46, 46), (30, 12), (42, 12), (68, 46)], "light")
    pen.blob([(8, 50), (30, 42), (76, 42), (97, 54), (80, 62), (30, 62)])
    pen.polygon([(42, 56), (24, 92), (38, 92), (66, 56)], "dark")
    for x in (44, 56, 68):
        pen.circle(x, 49, 3, "glass")
    pen.polygon([(80, 45), (92, 51), (80, 52)], "glass")


def _helicopter(pen: Pen) -> None:
    pen.line([(12, 14), (96, 14)], 5, "iron")
    pen.line([(56, 14), (56, 30)], 5, "iron")
    pen.line([(8, 46), (44, 48)], 8, "main")
    pen.polygon([(3, 32), (14, 32), (16, 54), (6, 50)], "dark")
    pen.ellipse(60, 52, 31, 24)
    pen.pie((66, 50), 20, (-90, 20), "glass")
    pen.line([(36, 90), (88, 90)], 5, "iron")
    pen.line([(50, 74), (48, 90)], 4, "iron")
    pen.line([(72, 74), (74, 90)], 4, "iron")


def _rocket(pen: Pen) -> None:
    pen.polygon([(38, 78), (62, 78), (50, 98)], "flame")
    pen.polygon([(32, 50), (12, 84), (36, 76)], "dark")
    pen.polygon([(68, 50), (88, 84), (64, 76)], "dark")
    pen.blob([(50, 2), (64, 22), (70, 50), (64, 80), (36, 80), (30, 50), (36, 22)])
    pen.circle(50, 40, 10, "trim")
    pen.circle(50, 40, 7, "sea")


def _hot_air_balloon(pen: Pen) -> None:
    pen.line([(32, 58), (42, 80)], 2.5)
    pen.line([(68, 58), (58, 80)], 2.5)
    pen.blob([(50, 3), (76, 10), (86, 34), (70, 58), (56, 70), (44, 70), (30, 58), (14, 34), (24, 10)])
    pen.ellipse(50, 37, 13, 34, "light")
    pen.box(39, 80, 61, 97, "wood", 3)


def _tractor(pen: Pen) -> None:
    pen.box(26, 12, 58, 18, "dark")
    pen.line([(30, 16), (30, 46)], 4, "ink")
    pen.line([(54, 16), (54, 46)], 4, "ink")
    pen.box(20, 44, 60, 70)
    pen.box(54, 42, 92, 70, "main", 4)
    pen.line([(78, 42), (78, 20)], 5, "ink")
    _wheel(pen, 28, 70, 23)
    _wheel(pen, 80, 79, 14)


def _scooter(pen: Pen) -> None:
    pen.line([(20, 84), (72, 84)], 7, "main")
    pen.line([(76, 84), (64, 14)], 6, "main")
    pen.line([(52, 16), (76, 12)], 6, "ink")
    _wheel(pen, 18, 86, 9)
    _wheel(pen, 78, 86, 9)


def _traffic_light(pen: Pen) -> None:
    pen.box(45, 70, 55, 97, "iron")
    pen.box(28, 3, 72, 80, "main", 10)
    pen.circle(50, 19, 10, "blood")
    pen.circle(50, 42, 10, "sun")
    pen.circle(50, 65, 10, "leaf")


def _ufo(pen: Pen) -> None:
    pen.pie((50, 44), 22, (180, 360), "glass", ry=28)
    pen.circle(50, 34, 7, "grass")
    pen.ellipse(50, 56, 46, 17)
    for x in (22, 41, 60, 79):
        pen.circle(x, 57, 4, "sun")
    pen.ellipse(50, 72, 20, 6, "dark")


THINGS = (
    Thing("car", _car, "red"),
    Thing("bus", _bus, "yellow", "buses"),
    Thing("truck", _truck, "blue"),
    Thing("train", _train, "green"),
    Thing("bicycle", _bicycle, "red"),
    Thing("motorcycle", _motorcycle, "red"),
    Thing("sailboat", _sailboat, "white"),
    Thing("ship", _ship, "blue"),
    Thing("submarine", _submarine, "yellow"),
    Thing("airplane", _airplane, "white"),
    Thing("helicopter", _helicopter, "orange"),
    Thing("rocket", _rocket, "red"),
    Thing("hot air balloon", _hot_air_balloon, "red"),
    Thing("tractor", _tractor, "green"),
    Thing("scooter", _scooter, "blue"),
    Thing("traffic light", _traffic_light, "black"),
    Thing("spaceship", _ufo, "gray"),
)
