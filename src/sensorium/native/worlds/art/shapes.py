"""Plain figures."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _circle(pen: Pen) -> None:
    pen.circle(50, 50, 44)


def _square(pen: Pen) -> None:
    pen.box(8, 8, 92, 92)


def _triangle(pen: Pen) -> None:
    pen.polygon([(50, 6), (95, 90), (5, 90)])


def _diamond(pen: Pen) -> None:
    pen.polygon([(50, 3), (84, 50), (50, 97), (16, 50)])


def _heart(pen: Pen) -> None:
    pen.circle(29, 34, 24)
    pen.circle(71, 34, 24)
    pen.polygon([(8, 46), (50, 40), (92, 46), (50, 95)])


def _star(pen: Pen) -> None:
    pen.star(50, 53, 49, 20, 5)


def _cross(pen: Pen) -> None:
    pen.box(35, 5, 65, 95)
    pen.box(5, 35, 95, 65)


def _arrow(pen: Pen) -> None:
    pen.polygon([(4, 36), (50, 36), (50, 12), (96, 50), (50, 88), (50, 64), (4, 64)])


def _crescent(pen: Pen) -> None:
    pen.circle(46, 50, 44)
    pen.erase(66, 44, 37, 37)


def _rectangle(pen: Pen) -> None:
    pen.box(4, 32, 96, 68)


def _hoop(pen: Pen) -> None:
    pen.circle(50, 50, 45)
    pen.erase(50, 50, 27, 27)


THINGS = (
    Thing("circle", _circle, "red"),
    Thing("square", _square, "blue"),
    Thing("triangle", _triangle, "green"),
    Thing("diamond", _diamond, "purple"),
    Thing("heart", _heart, "red"),
    Thing("star", _star, "yellow"),
    Thing("cross", _cross, "red"),
    Thing("arrow", _arrow, "blue"),
    Thing("moon", _crescent, "yellow"),
    Thing("rectangle", _rectangle, "orange"),
    Thing("hoop", _hoop, "orange"),
)
