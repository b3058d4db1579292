"""Bread, fish, fruit, plates and glasses."""

from __future__ import annotations

import math

from mcs.website.demo.pictures.canvas import Canvas, mix, oval, shifted, smooth, tabletop

CRUST, CRUMB, HONEY = "#c47a32", "#f3d9a6", "#e3a34f"
RED, GREEN, YELLOW, ORANGE, AUBERGINE = "#c83a2c", "#5a8f3c", "#f2c230", "#ee8a2a", "#5c2a58"


def loaves(c: Canvas) -> None:
    tabletop(c)
    for i in range(c.rng.randint(3, 5)):
        x, r = 14 + i * c.between(17, 20), c.between(9, 13)
        crust = mix(CRUST, HONEY, c.rng.random())
        if c.rng.random() < 0.45:
            turn = c.between(-82, -68)
            c.fill(oval(x, c.floor - 18, 22, 4.2, turn), crust)
            for k in (-12, -4, 4, 12):
                mark = shifted([(k - 2, -2), (k + 2, 2)], x, c.floor - 18, turn=turn)
                c.line(mark, CRUMB, 1)
        else:
            c.fill(oval(x, c.floor + 1, r * 1.15, r, part=(180, 360)), crust)
            for at in (-0.5, 0, 0.5):
                c.line([(x + r * at - 2, c.floor - r * 0.75), (x + r * at + 2, c.floor - r * 0.35)], CRUMB, 1.1)
    for i in range(c.rng.randint(2, 4)):
        _croissant(c, 14 + i * c.between(18, 26), c.floor + c.between(6, 13))


def _croissant(c: Canvas, x: float, y: float) -> None:
    c.fill(oval(x, y, 8, 7, part=(180, 360)), HONEY)
    c.fill(oval(x, y + 1, 3.6, 3.2, part=(180, 360)), c.colours.deep)
    for a in (215, 250, 290, 325):
        end = (x + 8 * math.cos(math.radians(a)), y + 7 * math.sin(math.radians(a)))
        c.line([(x + (end[0] - x) * 0.5, y + (end[1] - y) * 0.5), end], CRUST, 0.7)


def cake(c: Canvas) -> None:
    tabletop(c)
    p, x = c.colours, c.between(38, 62)
    tiers = c.rng.randint(1, 3)
    c.fill(oval(x, c.floor + 2, 30, 3.4), p.paper)
    y, half = c.floor + 1.0, 23.0
    for tier in range(tiers):
        colour = [p.paper, mix(p.spark, p.paper, 0.55), p.soft][(tier + tiers) % 3]
        c.box(x - half, y - 15, x + half, y, colour, 2)
        drips = [(x - half, y - 15), (x + half, y - 15)]
        drips += [(x + half - k * half / 5, y - 11 + (k % 2) * c.between(2, 5)) for k in range(11)]
        c.fill(smooth(drips), mix(p.mid, p.spark, 0.4 if tier % 2 else 0.1))
        y, half = y - 15, half * 0.7
    for k in range(-2, 3):
        cx = x + k * half / 2.4
        if c.rng.random() < 0.5:
            c.disc(cx, y - 1.6, 2.2, RED)
        else:
            c.box(cx - 0.7, y - 8, cx + 0.7, y, p.deep)
            c.fill(oval(cx, y - 10, 1, 2), YELLOW)


def cleaver(c: Canvas) -> None:
    tabletop(c)
    wood = mix("#a86b3c", c.colours.paper, 0.15)
    c.box(10, c.floor - 5, 90, c.floor + 11, wood, 3)
    c.box(10, c.floor + 7, 90, c.floor + 11, mix(wood, c.colours.night, 0.35), 3)
    x, y, s = c.between(34, 42), c.floor - 12, c.between(1.0, 1.3)
    steak = [(-15, 3), (-9, -9), (4, -10), (15, -3), (12, 8), (0, 10), (-9, 10)]
    c.fill(shifted(smooth(steak), x, y, s), "#f7ddcf")
    c.fill(shifted(smooth(steak), x, y, s * 0.86), "#b3352d")
    c.disc(x - 6 * s, y - 2 * s, 3 * s, "#f7ddcf")
    c.disc(x - 6 * s, y - 2 * s, 1.4 * s, "#d98b77")
    turn = c.between(-32, -8)
    c.fill(shifted([(-2, -8), (22, -8), (22, 6), (-2, 6)], 66, y - 6, 1, turn), "#dfe5e8")
    c.fill(shifted([(-2, 4), (22, 4), (22, 6), (-2, 6)], 66, y - 6, 1, turn), "#ffffff")
    c.fill(shifted([(-20, -8), (-2, -8), (-2, -3), (-20, -3)], 66, y - 6, 1, turn), c.colours.night)
    for k in range(c.rng.randint(3, 5)):
        c.fill(oval(20 + k * 3, c.floor - 18 - k * 3, 4, 1.2, -40 + k * 12), GREEN)


def fish(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.soft, p.paper, 0.4), p.soft)
    for _ in range(150):
        x, y, r = c.between(0, 100), c.between(c.high * 0.2, c.high), c.between(1.2, 4)
        c.fill(oval(x, y, r, r * 0.7, c.between(0, 180)), mix(p.paper, p.soft, c.rng.random()))
    count = c.rng.randint(3, 5)
    for i in range(count):
        y = c.high * (0.2 + 0.66 * i / count) + c.between(0, 4)
        colour = c.rng.choice([p.deep, p.mid, "#7d93a3", "#d9785c", mix(p.deep, "#9fb4bf", 0.4)])
        _one_fish(c, 50 + c.between(-7, 7), y + 4, c.between(0.95, 1.25), c.between(-7, 7), colour)
    for _ in range(c.rng.randint(1, 3)):
        x, y = c.between(10, 90), c.between(12, c.high - 10)
        c.disc(x, y, 6, YELLOW)
        c.disc(x, y, 5, "#fbe9a0")
        for a in range(0, 360, 45):
            c.line([(x, y), (x + 4.6 * math.cos(math.radians(a)), y + 4.6 * math.sin(math.radians(a)))], YELLOW, 0.6)


def _one_fish(c: Canvas, x: float, y: float, s: float, turn: float, colour: str) -> None:
    body = [(-26, 0), (-14, -7), (4, -8), (20, -4), (27, 0), (20, 4), (4, 7), (-14, 6)]
    tail = [(-23, 0), (-36, -9), (-32, 0), (-36, 9)]
    c.fill(shifted(tail, x, y, s, turn), mix(colour, c.colours.night, 0.25))
    c.fill(shifted(smooth(body), x, y, s, turn), colour)
    belly = [(-22, 1), (0, 4), (22, 2), (14, 5), (2, 7), (-14, 6)]
    c.fill(shifted(smooth(belly), x, y, s, turn), mix(colour, "#ffffff", 0.55))
    for k in range(-12, 12, 5):
        c.line(shifted(oval(k, -1, 2.4, 3, part=(90, 270)), x, y, s, turn), mix(colour, "#ffffff", 0.3), 0.5)
    eye = shifted([(20, -1.6)], x, y, s, turn)[0]
    c.disc(*eye, 1.7 * s, "#ffffff")
    c.disc(*eye, 0.9 * s, "#14202a")


def basket(c: Canvas) -> None:
    tabletop(c)
    shades = [RED, GREEN, YELLOW, ORANGE, AUBERGINE, "#e9c9a0", "#8db255"]
    for row, up in enumerate((20, 13, 7)):
        for i in range(9 - row):
            x = 20 + row * 2 + i * (60 - row * 2) / (8 - row) + c.between(-1.5, 1.5)
            colour, r = c.rng.choice(shades), c.between(5, 8)
            c.fill(oval(x, c.floor - up, r, r * c.between(0.8, 1.15), c.between(0, 90)), colour)
            c.disc(x - r * 0.3, c.floor - up - r * 0.35, r * 0.22, mix(colour, "#ffffff", 0.5))
            if c.rng.random() < 0.5:
                c.fill(oval(x + 1, c.floor - up - r, 3, 1.1, c.between(-60, 20)), GREEN)
    wicker = mix("#b98347", c.colours.paper, c.between(0, 0.3))
    c.fill([(12, c.floor - 7), (88, c.floor - 7), (80, c.floor + 14), (20, c.floor + 14)], wicker)
    for k in range(13):
        c.line([(15 + k * 5.8, c.floor - 5), (21 + k * 4.8, c.floor + 13)], mix(wicker, c.colours.night, 0.25), 0.7)
    c.box(10, c.floor - 9, 90, c.floor - 5, mix(wicker, c.colours.night, 0.3), 2)


def cheese(c: Canvas) -> None:
    tabletop(c)
    x, y, s = c.between(28, 40), c.floor, c.between(1.0, 1.25)
    c.fill(shifted([(-20, 0), (24, 0), (24, -13), (4, -24)], x, y, s), YELLOW)
    c.fill(shifted([(-20, 0), (24, 0), (24, -13), (-20, -4)], x, y, s), mix(YELLOW, "#c98a1a", 0.3))
    for _ in range(6):
        cx, cy = x + c.between(-6, 20) * s, y - c.between(2, 8) * s
        c.fill(oval(cx, cy, c.between(1.2, 2.6), c.between(1, 2)), mix(YELLOW, "#a06c10", 0.55))
    for i in range(c.rng.randint(2, 3)):
        r = c.between(7, 11)
        left = 66 + i * c.between(11, 14)
        c.box(left - r, c.floor - 9, left + r, c.floor, mix(c.colours.paper, CRUMB, 0.35), 2)
        c.fill(oval(left, c.floor - 9, r, 3), c.colours.paper)
    for _ in range(9):
        gx, gy = c.between(40, 58), c.floor + c.between(5, 12)
        c.disc(gx, gy, 2.4, mix(AUBERGINE, c.colours.mid, c.rng.random() * 0.5))


def bottle(c: Canvas) -> None:
    tabletop(c)
    p = c.colours
    for i in range(c.rng.randint(2, 4)):
        x, tall = 18 + i * c.between(14, 18), c.between(38, 48)
        glass = c.rng.choice(["#23402c", "#3b2416", p.night, "#d98a7a", "#c9b25a"])
        top = c.floor - tall
        c.box(x - 5, top + 15, x + 5, c.floor + 1, glass, 1.6)
        c.fill(
            smooth(
                [
                    (x - 1.8, top),
                    (x + 1.8, top),
                    (x + 2, top + 9),
                    (x + 5, top + 18),
                    (x - 5, top + 18),
                    (x - 2, top + 9),
                ]
            ),
            glass,
        )
        c.box(x - 2.1, top - 2, x + 2.1, top + 5, p.spark, 0.6)
        c.box(x - 5, top + 22, x + 5, top + 33, p.paper)
        c.line([(x - 3, top + 26), (x + 3, top + 26)], p.deep, 0.8)
        c.line([(x - 3, top + 29), (x + 1, top + 29)], p.mid, 0.6)
    for k in range(c.rng.randint(1, 2)):
        gx = 74 + k * 13
        c.fill(oval(gx, c.floor - 20, 5.4, 8), mix(p.paper, p.soft, 0.3))
        c.fill(oval(gx, c.floor - 19, 5, 6.6, part=(0, 180)), c.rng.choice(["#a12f3f", "#e9a58f", "#e7d27a"]))
        c.line([(gx, c.floor - 12), (gx, c.floor)], p.paper, 0.9)
        c.line([(gx - 4, c.floor + 0.6), (gx + 4, c.floor + 0.6)], p.paper, 1.1)


def cup(c: Canvas) -> None:
    tabletop(c)
    p, x, s = c.colours, c.between(34, 62), c.between(1.0, 1.3)
    china = c.rng.choice([p.paper, p.spark, mix(p.spark, p.paper, 0.5)])
    c.fill(oval(x, c.floor + 2, 24 * s, 4), mix(china, p.night, 0.12))
    c.ring(x + 16 * s, c.floor - 12 * s, 6 * s, china, 2.2)
    c.fill(
        smooth(
            [
                (x - 16 * s, c.floor - 21 * s),
                (x + 16 * s, c.floor - 21 * s),
                (x + 13 * s, c.floor - 5),
                (x + 6, c.floor + 1),
                (x - 6, c.floor + 1),
                (x - 13 * s, c.floor - 5),
            ]
        ),
        china,
    )
    c.fill(oval(x, c.floor - 20 * s, 16 * s, 3.6), mix(china, p.night, 0.1))
    c.fill(oval(x, c.floor - 20 * s, 14 * s, 2.8), "#5a3418")
    for k in (-6, 0, 6):
        steam = [
            (x + k, c.floor - 26 * s),
            (x + k + 3, c.floor - 31 * s),
            (x + k - 2, c.floor - 36 * s),
            (x + k + 2, c.floor - 42 * s),
        ]
        c.line(smooth(steam, closed=False), mix(p.paper, p.soft, 0.3), 1.2)
    _croissant(c, x - 28 if x > 48 else x + 34, c.floor + 7)


def table(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.deep, p.mid, 0.3), p.deep)
    cloth = c.rng.choice([p.mid, p.spark, p.soft])
    for k in range(0, 100, 12):
        c.box(k, 0, k + 6, c.high, mix(cloth, p.deep, 0.45))
    for i in range(c.rng.randint(2, 3)):
        x, y = 24 + i * 27 + c.between(-3, 3), c.high * c.between(0.36, 0.64)
        c.disc(x + 0.8, y + 1.2, 15, mix(p.night, p.deep, 0.4))
        c.disc(x, y, 15, p.paper)
        c.ring(x, y, 11.4, p.soft, 0.8)
        _dish(c, x, y)
        c.line([(x - 18, y - 9), (x - 18, y + 11)], "#e8ecee", 1)
        c.line([(x + 18, y - 9), (x + 18, y + 11)], "#e8ecee", 1.3)
    for _ in range(4):
        c.fill(oval(c.between(5, 95), c.rng.choice([6, c.high - 6]), 4, 1.6, c.between(0, 180)), GREEN)


def _dish(c: Canvas, x: float, y: float) -> None:
    for _ in range(c.rng.randint(9, 15)):
        a, d = c.between(0, math.tau), c.between(0, 7.5)
        colour = c.rng.choice([RED, GREEN, YELLOW, ORANGE, CRUMB, "#e7a08a", "#8db255"])
        c.fill(
            oval(x + d * math.cos(a), y + d * math.sin(a), c.between(1.6, 3.6), c.between(1.2, 2.4), c.between(0, 180)),
            colour,
        )


def pizza(c: Canvas) -> None:
    tabletop(c)
    x, y, r = c.between(42, 58), c.high * 0.5, c.high * 0.4
    c.disc(x + 1, y + 2, r * 1.06, mix(c.colours.night, c.colours.deep, 0.4))
    c.disc(x, y, r * 1.05, "#b98347")
    c.disc(x, y, r, HONEY)
    c.disc(x, y, r * 0.88, "#cf4a2f")
    c.fill([(x, y), *oval(x, y, r * 0.88, part=(90, 270))], "#f2cf7a")
    for _ in range(26):
        a, d = c.between(0, math.tau), r * 0.8 * math.sqrt(c.rng.random())
        px, py = x + d * math.cos(a), y + d * math.sin(a)
        colour = c.rng.choice(["#2e2a24", GREEN, "#8a3b2a", "#fbe9c0"])
        c.fill(oval(px, py, c.between(1.2, 2.8), c.between(1, 2), c.between(0, 180)), colour)
    for k in range(4):
        a = math.radians(k * 45)
        c.line([(x - r * math.cos(a), y - r * math.sin(a)), (x + r * math.cos(a), y + r * math.sin(a))], "#9c4a24", 0.4)


def cone(c: Canvas) -> None:
    p = c.colours
    c.shade(p.soft, p.paper)
    c.disc(c.between(20, 80), 16, 11, p.spark)
    for k in range(3):
        wave = [(x, c.high * 0.72 + k * 6 + 1.6 * math.sin(x / 7 + k)) for x in range(-2, 103, 3)]
        c.fill([(-2, c.high), *wave, (102, c.high)], mix(p.mid, p.deep, k / 3))
    flavours = ["#f7d6df", "#f9e7b0", "#cfe3b4", "#e9b48a", "#8a5636", "#f4a08a", "#ffffff"]
    for i in range(c.rng.randint(1, 3)):
        x, y = 28 + i * 23 + c.between(-3, 3), c.high * 0.44
        c.fill([(x - 8, y), (x + 8, y), (x, y + 30)], HONEY)
        for k in range(1, 4):
            c.line([(x - 8 + k * 4, y), (x + 1, y + 28 - k * 4)], CRUST, 0.6)
        for up, side in ((0, -5), (0, 5), (-8, 0)):
            c.disc(x + side, y + up - 3, 7, c.rng.choice(flavours))
