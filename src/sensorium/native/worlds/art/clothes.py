"""Clothes and what is worn with them."""

from __future__ import annotations

from sensorium.native.worlds.art.pen import Pen
from sensorium.native.worlds.art.thing import Thing


def _shirt(pen: Pen) -> None:
    pen.polygon(
        [
            (28, 8),
            (42, 14),
            (58, 14),
            (72, 8),
            (98, 34),
            (82, 50),
            (74, 42),
            (74, 95),
            (26, 95),
            (26, 42),
            (18, 50),
            (2, 34),
        ]
    )
    pen.pie((50, 10), 13, (0, 180), "dark")


def _trousers(pen: Pen) -> None:
    pen.polygon([(24, 5), (76, 5), (88, 96), (58, 96), (50, 40), (42, 96), (12, 96)])
    pen.box(23, 5, 77, 15, "dark")
    pen.box(45, 5, 55, 15, "sun")


def _shorts(pen: Pen) -> None:
    pen.polygon([(20, 20), (80, 20), (95, 80), (56, 84), (50, 52), (44, 84), (5, 80)])
    pen.box(19, 18, 81, 30, "dark")
    pen.line([(46, 26), (42, 42)], 3, "trim")
    pen.line([(54, 26), (58, 42)], 3, "trim")


def _dress(pen: Pen) -> None:
    pen.polygon([(34, 5), (42, 20), (58, 20), (66, 5), (72, 10), (66, 44), (94, 94), (6, 94), (34, 44), (28, 10)])
    pen.polygon([(34, 42), (66, 42), (69, 50), (31, 50)], "dark")


def _skirt(pen: Pen) -> None:
    pen.polygon([(30, 22), (70, 22), (95, 84), (5, 84)])
    pen.box(29, 14, 71, 26, "dark")
    for top, bottom in ((40, 28), (50, 50), (60, 72)):
        pen.line([(top, 30), (bottom, 80)], 2.5, "dark")


def _coat(pen: Pen) -> None:
    pen.polygon(
        [
            (30, 6),
            (70, 6),
            (92, 30),
            (97, 70),
            (82, 74),
            (76, 46),
            (80, 96),
            (20, 96),
            (24, 46),
            (18, 74),
            (3, 70),
            (8, 30),
        ]
    )
    pen.polygon([(34, 6), (66, 6), (50, 36)], "paper")
    pen.line([(50, 34), (50, 96)], 3, "dark")
    for y in (48, 62, 76):
        pen.circle(57, y, 3, "sun")
    pen.line([(30, 70), (42, 70)], 3, "dark")


def _hat(pen: Pen) -> None:
    pen.ellipse(50, 72, 47, 15)
    pen.blob([(24, 70), (26, 34), (40, 20), (50, 24), (60, 20), (74, 34), (76, 70), (50, 76)])
    pen.polygon([(24, 54), (76, 54), (77, 68), (50, 74), (23, 68)], "dark")


def _cap(pen: Pen) -> None:
    pen.ellipse(74, 68, 25, 9, "dark")
    pen.pie((42, 70), 37, (180, 360), "main", ry=44)
    pen.circle(42, 26, 5, "dark")
    pen.curve([(42, 28), (26, 44), (22, 69)], 2.5, "dark")
    pen.curve([(42, 28), (56, 44), (58, 69)], 2.5, "dark")


def _top_hat(pen: Pen) -> None:
    pen.box(24, 8, 76, 80)
    pen.box(24, 58, 76, 72, "blood")
    pen.ellipse(50, 80, 47, 11)


def _shoe(pen: Pen) -> None:
    pen.blob([(6, 38), (20, 34), (40, 40), (56, 54), (90, 60), (96, 76), (50, 80), (6, 76)])
    pen.box(3, 72, 97, 84, "trim", 5)
    for x, y in ((40, 46), (50, 53), (60, 59)):
        pen.line([(x - 6, y + 6), (x + 4, y - 5)], 3.5, "trim")


def _boot(pen: Pen) -> None:
    pen.blob([(26, 6), (62, 6), (60, 52), (88, 66), (94, 86), (60, 88), (26, 86)])
    pen.box(22, 84, 96, 95, "dark", 4)
    pen.box(22, 4, 66, 20, "light", 4)


def _high_heel(pen: Pen) -> None:
    pen.polygon([(10, 30), (22, 34), (18, 92), (11, 92)], "dark")
    pen.blob([(6, 18), (22, 32), (44, 58), (66, 66), (94, 72), (92, 88), (62, 88), (40, 76), (12, 44)])


def _sock(pen: Pen) -> None:
    pen.line([(50, 14), (52, 60), (24, 80)], 31, "main")
    pen.box(34, 4, 67, 20, "trim")
    pen.circle(24, 80, 15, "dark")
    pen.circle(56, 66, 11, "dark")


def _glove(pen: Pen) -> None:
    for x, top in ((30, 18), (45, 8), (60, 10), (74, 22)):
        pen.line([(x, top), (x, 54)], 13, "main")
    pen.line([(14, 50), (30, 66)], 14, "main")
    pen.box(24, 44, 80, 82, "main", 8)
    pen.box(26, 80, 78, 96, "dark", 3)


def _scarf(pen: Pen) -> None:
    pen.polygon([(50, 42), (72, 38), (84, 92), (60, 96)], "dark")
    pen.polygon([(20, 40), (44, 44), (40, 96), (16, 92)])
    pen.blob([(8, 24), (50, 12), (92, 24), (90, 44), (50, 54), (10, 44)])
    for y in (74, 84):
        pen.line([(19, y), (39, y + 2)], 4, "trim")
    pen.curve([(18, 34), (50, 42), (82, 34)], 3, "dark")


def _tie(pen: Pen) -> None:
    pen.polygon([(36, 4), (64, 4), (58, 22), (42, 22)], "dark")
    pen.polygon([(42, 22), (58, 22), (70, 76), (50, 97), (30, 76)])
    for y in (40, 56, 72):
        pen.line([(44 - (y - 30) * 0.15, y + 6), (56 + (y - 30) * 0.15, y - 6)], 4.5, "light")


def _bow(pen: Pen) -> None:
    pen.polygon([(50, 50), (6, 22), (6, 78)])
    pen.polygon([(50, 50), (94, 22), (94, 78)])
    pen.polygon([(50, 50), (6, 40), (6, 60)], "dark")
    pen.polygon([(50, 50), (94, 40), (94, 60)], "dark")
    pen.box(39, 37, 61, 63, "light", 5)


def _ring(pen: Pen) -> None:
    pen.circle(50, 64, 33, "gold")
    pen.erase(50, 64, 23, 23)
    pen.polygon([(28, 18), (38, 5), (62, 5), (72, 18), (50, 40)])
    pen.polygon([(40, 18), (60, 18), (50, 38)], "light")


def _crown(pen: Pen) -> None:
    pen.polygon([(10, 86), (4, 24), (30, 52), (50, 12), (70, 52), (96, 24), (90, 86)])
    for x, y in ((5, 22), (50, 11), (95, 22)):
        pen.circle(x if 10 < x < 90 else (7 if x < 10 else 93), y, 6, "blood")
    pen.box(10, 72, 90, 88, "dark")
    for x in (28, 50, 72):
        pen.circle(x, 80, 4.5, "sea")


def _backpack(pen: Pen) -> None:
    pen.arc((50, 16), 13, (180, 360), 6, "dark")
    pen.box(6, 50, 94, 84, "dark", 9)
    pen.box(18, 14, 82, 95, "main", 20)
    pen.box(28, 56, 72, 86, "light", 6)
    pen.line([(30, 66), (70, 66)], 3, "dark")
    pen.line([(30, 36), (70, 36)], 4, "dark")


def _handbag(pen: Pen) -> None:
    pen.arc((50, 44), 24, (180, 360), 6, "dark", ry=34)
    pen.polygon([(14, 42), (86, 42), (97, 94), (3, 94)])
    pen.polygon([(14, 42), (86, 42), (72, 66), (28, 66)], "dark")
    pen.circle(50, 66, 6, "sun")


def _watch(pen: Pen) -> None:
    pen.box(35, 3, 65, 97, "main", 4)
    pen.circle(50, 50, 29, "gold")
    pen.circle(50, 50, 22, "paper")
    pen.line([(50, 50), (50, 36)], 4)
    pen.line([(50, 50), (61, 50)], 4)


THINGS = (
    Thing("shirt", _shirt, "blue"),
    Thing("pair of trousers", _trousers, "blue", "pairs of trousers"),
    Thing("pair of shorts", _shorts, "green", "pairs of shorts"),
    Thing("dress", _dress, "pink"),
    Thing("skirt", _skirt, "purple"),
    Thing("coat", _coat, "brown"),
    Thing("hat", _hat, "brown"),
    Thing("cap", _cap, "red"),
    Thing("top hat", _top_hat, "black"),
    Thing("shoe", _shoe, "red"),
    Thing("boot", _boot, "brown"),
    Thing("high heel", _high_heel, "red"),
    Thing("sock", _sock, "green"),
    Thing("glove", _glove, "blue"),
    Thing("scarf", _scarf, "red", "scarves"),
    Thing("tie", _tie, "blue"),
    Thing("bow", _bow, "pink"),
    Thing("ring", _ring, "blue"),
    Thing("crown", _crown, "yellow"),
    Thing("backpack", _backpack, "green"),
    Thing("handbag", _handbag, "brown"),
    Thing("watch", _watch, "black"),
)
