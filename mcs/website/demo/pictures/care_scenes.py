"""Scissors, petals, animals, and the coast that everybody shares."""

from __future__ import annotations

import math

from mcs.website.demo.pictures.canvas import Canvas, backdrop, mix, oval, shifted, smooth, tabletop

STEEL = "#c9d3da"


def scissors(c: Canvas) -> None:
    backdrop(c)
    p = c.colours
    x, y, open_by = c.between(36, 46), c.high * 0.5, c.between(10, 22)
    for side in (-1, 1):
        turn = side * open_by
        c.fill(
            shifted([(0, -2.2 * side), (38, -0.4 * side), (38, 0.4 * side), (0, 2.2 * side)], x, y, 1, turn),
            mix(STEEL, "#ffffff", 0.3),
        )
        c.line(shifted([(0, 0), (-12, 0)], x, y, 1, turn), p.night, 2.6)
        cx, cy = shifted([(-19, 0)], x, y, 1, turn)[0]
        c.ring(cx, cy, 8, p.spark, 2.6)
    c.disc(x, y, 2.2, p.night)
    comb_y = c.high * c.between(0.78, 0.86)
    c.box(20, comb_y, 80, comb_y + 4, p.deep, 1.4)
    for k in range(29):
        c.box(21 + k * 2, comb_y + 3, 22 + k * 2, comb_y + 10, p.deep, 0.4)
    for _ in range(4):
        lx, ly = c.between(60, 90), c.between(6, c.high * 0.3)
        c.line(oval(lx, ly, 5, 3.4, c.between(0, 180), part=(0, 250)), mix(p.deep, p.spark, 0.4), 1.2)


def petal(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.soft, p.paper, 0.6), p.soft)
    for _ in range(c.rng.randint(3, 5)):
        x, y, r = c.between(12, 88), c.between(8, c.high - 10), c.between(9, 17)
        count, colour = c.rng.choice([5, 6, 8]), c.rng.choice([p.mid, p.paper, p.spark, p.deep])
        for k in range(count):
            a = k * 360 / count + c.between(-6, 6)
            cx, cy = x + r * 0.6 * math.cos(math.radians(a)), y + r * 0.6 * math.sin(math.radians(a))
            c.fill(oval(cx, cy, r * 0.6, r * 0.3, a), mix(colour, p.paper, 0.15 * (k % 2)))
        c.disc(x, y, r * 0.24, p.spark if colour != p.spark else p.deep)
    for k in range(c.rng.randint(3, 5)):
        r = 9 - k * 1.5
        c.fill(oval(80, c.high - 4 - k * 5, r, 3.6), mix(p.night, "#8f9aa2", 0.45 + k * 0.1))


def bouquet(c: Canvas) -> None:
    tabletop(c)
    p, x = c.colours, c.between(42, 58)
    heads = [(x + c.between(-26, 26), c.floor - c.between(28, 50)) for _ in range(c.rng.randint(11, 16))]
    for hx, hy in heads:
        c.line([(x + (hx - x) * 0.12, c.floor - 8), (hx, hy)], "#4f7a45", 0.9)
        c.fill(oval((x + hx) / 2 + 2, (c.floor - 8 + hy) / 2, 5, 1.6, c.between(-70, 70)), "#5d8f52")
    for hx, hy in heads:
        colour = c.rng.choice([p.spark, p.mid, p.paper, p.deep, "#e98a9a", "#f4d24a", "#f7f3ea"])
        r = c.between(4, 6.5)
        for k in range(6):
            a = math.radians(k * 60)
            c.disc(hx + r * 0.6 * math.cos(a), hy + r * 0.6 * math.sin(a), r * 0.55, colour)
        c.disc(hx, hy, r * 0.4, mix(colour, p.night, 0.35))
    if c.rng.random() < 0.5:
        c.fill(
            [(x - 15, c.floor - 20), (x + 15, c.floor - 20), (x + 4, c.floor + 12), (x - 4, c.floor + 12)], "#d9b587"
        )
        c.fill([(x - 15, c.floor - 20), (x + 2, c.floor - 20), (x - 2, c.floor + 12), (x - 4, c.floor + 12)], "#c79d6a")
    else:
        vase = [
            (x - 8, c.floor - 16),
            (x + 8, c.floor - 16),
            (x + 12, c.floor - 4),
            (x + 7, c.floor + 9),
            (x - 7, c.floor + 9),
            (x - 12, c.floor - 4),
        ]
        c.fill(smooth(vase), mix(p.paper, p.soft, 0.3))


def leaf(c: Canvas) -> None:
    p = c.colours
    c.shade(p.paper, mix(p.soft, p.paper, 0.3))
    c.disc(c.between(20, 80), c.high * 0.3, c.between(9, 14), p.spark)
    for i in range(c.rng.randint(6, 9)):
        x, tall, lean = 4 + i * c.between(11, 13), c.high * c.between(0.45, 0.8), c.between(-12, 12)
        tone = mix("#2c6a4b", "#9db45a", c.rng.random())
        tip = (x + lean, c.high - tall)
        c.line([(x, c.high), tip], mix(tone, p.night, 0.3), 0.8)
        for k in range(1, 8):
            at = k / 8
            bx, by = x + lean * at, c.high - tall * at
            size = 9 * (1 - at * 0.6)
            for side in (-1, 1):
                c.fill(oval(bx + side * size * 0.8, by - size * 0.4, size, size * 0.3, side * -32), tone)


def glasses(c: Canvas) -> None:
    backdrop(c)
    p = c.colours
    for row in range(2):
        y, frame = c.high * (0.32 + row * 0.36), c.rng.choice([p.night, p.deep, p.spark])
        x, r = c.between(42, 56), c.between(9, 11.5)
        for side in (-1, 1):
            cx = x + side * (r + 3.5)
            c.disc(cx, y, r, mix("#cfe6ee", p.soft, 0.4))
            c.fill(oval(cx - r * 0.3, y - r * 0.3, r * 0.32, r * 0.16, -40), "#ffffff")
            c.ring(cx, y, r, frame, 1.8)
            c.line([(cx + side * r, y - 2), (cx + side * (r + 9), y - 5)], frame, 1.6)
        c.line(oval(x, y + 1, 4, 4, part=(200, 340)), frame, 1.8)


def cross(c: Canvas) -> None:
    tabletop(c)
    p = c.colours
    x = c.between(30, 40)
    c.box(x - 18, c.floor - 30, x + 18, c.floor, p.paper, 3)
    c.box(x - 7, c.floor - 35, x + 7, c.floor - 29, mix(p.paper, p.night, 0.2), 2)
    c.box(x - 3, c.floor - 24, x + 3, c.floor - 6, p.mid)
    c.box(x - 9, c.floor - 18, x + 9, c.floor - 12, p.mid)
    for i in range(c.rng.randint(3, 4)):
        bx, tall = 62 + i * 9.5, c.between(12, 24)
        c.box(bx - 3.8, c.floor - tall, bx + 3.8, c.floor, c.rng.choice([p.deep, p.spark, p.soft]), 1.4)
        c.box(bx - 2.6, c.floor - tall - 3.6, bx + 2.6, c.floor - tall, p.night, 0.8)
        c.box(bx - 3.8, c.floor - tall * 0.7, bx + 3.8, c.floor - tall * 0.35, p.paper)


def paw(c: Canvas) -> None:
    backdrop(c)
    p, x = c.colours, c.between(40, 60)
    c.box(0, c.high * 0.86, 100, c.high, mix(p.deep, p.soft, 0.4))
    coat = c.rng.choice(["#8a5a34", "#3c3a3d", "#d9b380", "#efe6da", "#a8703f"])
    dark = mix(coat, "#1c1410", 0.35)
    c.fill(
        smooth(
            [(x - 19, c.high), (x - 16, c.high * 0.62), (x, c.high * 0.5), (x + 16, c.high * 0.62), (x + 19, c.high)]
        ),
        coat,
    )
    dog = c.rng.random() < 0.55
    for side in (-1, 1):
        ear = (
            [(side * 12, -14), (side * 22, -6), (side * 20, 10), (side * 12, 2)]
            if dog
            else [(side * 4, -14), (side * 15, -25), (side * 16, -4), (side * 10, 2)]
        )
        c.fill(shifted(smooth(ear) if dog else ear, x, c.high * 0.36), dark)
    c.fill(oval(x, c.high * 0.36, 17, 15.5), coat)
    c.fill(oval(x, c.high * 0.44, 8.5, 6.5), mix(coat, "#ffffff", 0.45))
    for side in (-1, 1):
        c.disc(x + side * 6.5, c.high * 0.34, 2.1, "#17120f")
        c.disc(x + side * 6.5 + 0.6, c.high * 0.34 - 0.6, 0.6, "#ffffff")
    c.fill(oval(x, c.high * 0.41, 3, 2), "#17120f")
    c.line(oval(x - 2.4, c.high * 0.445, 2.4, 2.4, part=(10, 170)), "#17120f", 0.6)
    c.line(oval(x + 2.4, c.high * 0.445, 2.4, 2.4, part=(10, 170)), "#17120f", 0.6)
    c.box(x - 12, c.high * 0.565, x + 12, c.high * 0.6, p.spark, 1.4)


def sun(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.spark, p.paper, 0.35), p.paper)
    x, y = c.between(36, 64), c.high * 0.5
    for k in range(0, 360, 15):
        a = math.radians(k)
        c.line(
            [
                (x + 22 * math.cos(a), y + 22 * math.sin(a)),
                (x + (28 + 5 * (k % 2)) * math.cos(a), y + (28 + 5 * (k % 2)) * math.sin(a)),
            ],
            p.mid,
            1.6,
        )
    c.disc(x, y, 18, p.spark)
    for k in range(3):
        wave = [(wx, c.high * 0.7 + k * 7 + 2.2 * math.sin(wx / 8 + k * 2)) for wx in range(-2, 103, 3)]
        c.fill([(-2, c.high), *wave, (102, c.high)], mix(p.mid, p.deep, k / 2))
    for k in range(c.rng.randint(4, 7)):
        bx, by = 10 + k * 14, c.between(6, 14)
        c.line([(bx - 7, by - 1), (bx, by + 1.5), (bx + 7, by - 1)], p.deep, 0.3)
        c.fill([(bx - 4, by), (bx + 4, by), (bx, by + 9)], c.rng.choice([p.deep, p.mid, p.paper, "#d9673c"]))


def waves(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.soft, p.paper, 0.5), p.soft)
    c.disc(c.between(20, 80), c.high * 0.24, c.between(8, 13), p.spark)
    for k in range(7):
        lift, shift = c.between(1.5, 3), c.between(0, 6)
        wave = [(x, c.high * (0.36 + k * 0.1) + lift * math.sin(x / 8 + shift)) for x in range(-2, 103, 2)]
        c.fill([(-2, c.high), *wave, (102, c.high)], mix(p.soft, p.deep, (k + 1) / 7))
    x, y = c.between(25, 75), c.high * 0.5
    hull = c.rng.choice([p.spark, "#d9482f", p.paper])
    c.fill([(x - 14, y), (x + 14, y), (x + 9, y + 6), (x - 10, y + 6)], hull)
    c.line([(x, y), (x, y - 24)], p.night, 0.8)
    c.fill([(x + 1, y - 23), (x + 1, y - 3), (x + 13, y - 4)], p.paper)
    c.fill([(x - 1, y - 19), (x - 1, y - 3), (x - 9, y - 4)], mix(p.paper, p.soft, 0.4))


def calanque(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.soft, p.paper, 0.35), mix(p.spark, p.paper, 0.6))
    c.disc(c.between(30, 70), c.high * 0.3, c.between(8, 12), p.spark)
    water = c.high * 0.62
    for side, colour in (
        (-1, mix(p.mid, p.soft, 0.45)),
        (1, mix(p.mid, p.deep, 0.25)),
        (-1, mix(p.deep, p.night, 0.15)),
    ):
        edge = 50 + side * c.between(-2, 14)
        ridge = [
            (edge + side * d, water - h * c.between(0.75, 1.1))
            for d, h in ((6, 9), (13, 20), (22, 24), (32, 34), (44, 31), (60, 38))
        ]
        c.fill([(edge, water), *ridge, (50 + side * 70, water)], colour)
    c.box(0, water, 100, c.high, mix(p.mid, p.deep, 0.4))
    for _ in range(26):
        x, y = c.between(0, 100), c.between(water + 2, c.high)
        c.line([(x, y), (x + c.between(3, 11), y)], mix(p.soft, p.paper, 0.4), 0.5)
    for _ in range(c.rng.randint(4, 7)):
        x, y = c.rng.choice([c.between(2, 24), c.between(76, 98)]), water - c.between(0, 7)
        c.line([(x, y), (x, y - 6)], "#5c3d24", 0.8)
        c.fill(oval(x, y - 9, 6, 3.6), "#3f6b3d")
        c.fill(oval(x + 2, y - 11, 4, 2.6), "#53834b")
    bx = c.between(36, 64)
    c.fill([(bx - 6, water + 8), (bx + 6, water + 8), (bx + 4, water + 11), (bx - 4, water + 11)], p.paper)
    c.fill([(bx, water - 6), (bx, water + 7), (bx + 6, water + 6)], p.paper)
