"""Tools, houses, shops and the things people make or mend."""

from __future__ import annotations

import math

from mcs.website.demo.pictures.canvas import Canvas, backdrop, bar, mix, oval, shifted, smooth, tabletop

STEEL, WOOD = "#c9d3da", "#a8703f"


def awning(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.soft, p.paper, 0.5), p.soft)
    left, right, top = 12, 88, c.high * 0.24
    c.box(left, c.high * 0.06, right, c.high, mix(p.paper, p.soft, 0.25))
    c.box(left + 4, c.high * 0.1, right - 4, c.high * 0.19, p.deep, 1.5)
    for k in range(c.rng.randint(5, 9)):
        c.box(24 + k * 5, c.high * 0.135, 24 + k * 5 + c.between(2, 4), c.high * 0.155, p.paper, 0.5)
    c.box(left + 5, top + 6, 62, c.high * 0.86, mix(p.deep, p.night, 0.5), 1)
    for row in range(3):
        y = top + 20 + row * 13
        c.box(left + 7, y, 60, y + 1.2, p.soft)
        for k in range(7):
            colour = c.rng.choice([p.spark, p.mid, p.paper, p.soft])
            c.box(20 + k * 5.6, y - c.between(4, 9), 24 + k * 5.6, y, colour, 0.8)
    c.box(67, top + 8, 83, c.high * 0.94, p.mid, 1)
    c.box(69, top + 12, 81, c.high * 0.66, mix(p.soft, p.paper, 0.5), 0.6)
    c.disc(69.5, c.high * 0.74, 1, p.spark)
    for k in range(10):
        x = 8 + k * 8.4
        colour = p.spark if k % 2 else p.paper
        c.fill([(x + 2, top - 5), (x + 10, top - 5), (x + 8.4, top + 8), (x, top + 8)], colour)
        c.fill(oval(x + 4.2, top + 8, 4.2, 2.6, part=(0, 180)), colour)
    c.box(0, c.high * 0.92, 100, c.high, mix(p.deep, p.soft, 0.4))
    for x in (6, 93):
        c.box(x - 5, c.high * 0.83, x + 5, c.high * 0.95, "#b8633a", 1)
        for _ in range(9):
            c.fill(oval(x + c.between(-6, 6), c.high * c.between(0.64, 0.83), 3.6, 1.8, c.between(0, 180)), "#4f8a55")


def tools(c: Canvas) -> None:
    p = c.colours
    c.shade(p.deep, mix(p.deep, p.night, 0.5))
    for x in range(4, 100, 8):
        for y in range(4, round(c.high), 8):
            c.disc(x, y, 0.6, mix(p.night, p.deep, 0.2))
    makers = [_spanner, _hammer, _driver, _pliers, _tape]
    c.rng.shuffle(makers)
    for i, maker in enumerate(makers[: c.rng.randint(3, 4)]):
        maker(c, 20 + i * 21 + c.between(-2, 2), c.high * c.between(0.42, 0.56), c.between(-22, 22))


def _spanner(c: Canvas, x: float, y: float, turn: float) -> None:
    c.fill(shifted(bar(0, 0, 6, 36), x, y, 1, turn), STEEL)
    for end in (-19, 19):
        cx, cy = shifted([(0, end)], x, y, 1, turn)[0]
        c.disc(cx, cy, 6.4, STEEL)
        c.fill(shifted(bar(0, end * 1.22, 5, 8), x, y, 1, turn), c.colours.deep)


def _hammer(c: Canvas, x: float, y: float, turn: float) -> None:
    c.fill(shifted(bar(0, 6, 4, 40), x, y, 1, turn), WOOD)
    c.fill(shifted(bar(0, -15, 22, 9), x, y, 1, turn), STEEL)
    c.fill(shifted([(-11, -19), (-19, -15), (-11, -12)], x, y, 1, turn), mix(STEEL, "#51606b", 0.4))


def _driver(c: Canvas, x: float, y: float, turn: float) -> None:
    c.fill(shifted(oval(0, 13, 5, 12), x, y, 1, turn), c.colours.spark)
    c.fill(shifted(bar(0, -9, 2.4, 28), x, y, 1, turn), STEEL)
    c.fill(shifted([(-2.2, -22), (2.2, -22), (1.2, -26), (-1.2, -26)], x, y, 1, turn), STEEL)


def _pliers(c: Canvas, x: float, y: float, turn: float) -> None:
    for side in (-1, 1):
        grip = [(side * 2, 0), (side * 8, 12), (side * 7, 24)]
        c.line(shifted(smooth(grip, closed=False), x, y, 1, turn), c.colours.spark, 4)
        c.fill(shifted([(0, 2), (side * 5, -4), (side * 3, -18), (0.4 * side, -18)], x, y, 1, turn), STEEL)
    c.disc(x, y, 2.4, mix(STEEL, "#51606b", 0.5))


def _tape(c: Canvas, x: float, y: float, turn: float) -> None:
    c.fill(shifted(bar(14, 9, 22, 3), x, y, 1, turn), "#f4d24a")
    c.disc(x, y, 11, c.colours.spark)
    c.disc(x, y, 7.5, mix(c.colours.spark, c.colours.night, 0.3))
    c.disc(x, y, 2, STEEL)


def brush(c: Canvas) -> None:
    p = c.colours
    c.shade(p.paper, mix(p.paper, p.soft, 0.4))
    strokes = [p.mid, p.spark, p.deep, p.soft, mix(p.mid, p.spark, 0.5)]
    c.rng.shuffle(strokes)
    for i, colour in enumerate(strokes[:4]):
        y, end = c.high * (0.16 + 0.2 * i), c.between(52, 86)
        wave = [(x, y + 1.5 * math.sin(x / 9 + i)) for x in range(-3, round(end), 4)]
        c.line(wave, colour, c.high * 0.15)
    x, y, turn = c.between(66, 78), c.high * c.between(0.4, 0.6), c.between(20, 60)
    c.fill(shifted(bar(0, 18, 5, 30), x, y, 1, turn), WOOD)
    c.fill(shifted(bar(0, 2, 17, 7), x, y, 1, turn), STEEL)
    c.fill(shifted(bar(0, -7, 16, 12), x, y, 1, turn), p.night)
    c.fill(shifted(bar(0, -12, 16, 5), x, y, 1, turn), strokes[0])


def wood(c: Canvas) -> None:
    p = c.colours
    c.shade("#d9a86c", "#b57f45")
    planks = c.rng.randint(4, 6)
    for i in range(planks):
        y0, y1 = c.high * i / planks, c.high * (i + 1) / planks
        tone = mix("#cf9a5c", "#8d5a2c", c.rng.random())
        c.box(0, y0, 100, y1 - 0.5, tone)
        kx = c.between(10, 90)
        for k in range(5):
            c.line(
                smooth(
                    [
                        (0, y0 + 2 + k * 2.6),
                        (kx - 12, y0 + 2 + k * 2.6),
                        (kx, y0 + 3 + k * 3),
                        (kx + 12, y0 + 2 + k * 2.6),
                        (100, y0 + 2.5 + k * 2.6),
                    ],
                    closed=False,
                ),
                mix(tone, "#4a2c12", 0.25),
                0.3,
            )
        c.fill(oval(kx, (y0 + y1) / 2, 3, 1.8), mix(tone, "#4a2c12", 0.5))
    for _ in range(c.rng.randint(3, 5)):
        x, y, r = c.between(14, 86), c.between(14, c.high - 12), c.between(4, 7)
        c.line(oval(x, y, r, r * 0.8, c.between(0, 90), part=(0, 300)), "#f3ddb4", 1.8)
    turn = c.between(-25, 25)
    c.fill(shifted(bar(0, 0, 44, 11), 50, c.high / 2, 1, turn), p.deep)
    c.fill(shifted(bar(2, -8, 12, 8), 50, c.high / 2, 1, turn), p.spark)
    c.fill(shifted([(-16, -5), (-6, -5), (-10, -16), (-14, -15)], 50, c.high / 2, 1, turn), p.night)


def house(c: Canvas) -> None:
    _facades(c, windows=True)


def roof(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.soft, "#bfe0ec", 0.5), p.paper)
    c.disc(c.between(70, 86), 13, 8, p.spark)
    for row in range(9):
        y = c.high * 0.3 + row * c.high * 0.082
        for k in range(-1, 17):
            x = k * 6.6 + (row % 2) * 3.3
            tone = mix("#c8694a", "#8d3a22", c.rng.random() * 0.8)
            c.fill([(x, y), (x + 6.8, y), *oval(x + 3.4, y + 4, 3.4, 4.2, part=(0, 180))], tone)
    x = c.between(14, 40)
    c.box(x, c.high * 0.12, x + 11, c.high * 0.42, mix("#c8694a", p.paper, 0.35), 0.6)
    c.box(x - 1.5, c.high * 0.1, x + 12.5, c.high * 0.15, "#8d3a22", 0.6)
    for _ in range(c.rng.randint(0, 3)):
        gx, gy = c.between(45, 92), c.between(6, 18)
        c.line([(gx - 4, gy - 2), (gx, gy), (gx + 4, gy - 2)], p.deep, 0.7)


def _facades(c: Canvas, windows: bool) -> None:
    p = c.colours
    c.shade(mix(p.soft, "#bfe0ec", 0.4), p.paper)
    x = -4.0
    while x < 100:
        wide, top = c.between(18, 27), c.high * c.between(0.16, 0.4)
        wall = c.rng.choice([p.soft, mix(p.spark, p.paper, 0.55), p.paper, mix(p.mid, p.paper, 0.5), "#f3d7b5"])
        c.box(x, top, x + wide, c.high, wall)
        c.fill([(x - 1, top), (x + wide + 1, top), (x + wide - 2, top - 5), (x + 2, top - 5)], "#b8573a")
        shutter = c.rng.choice([p.deep, p.mid, "#3f7f73", "#5a86a8"])
        for row in range(4):
            for column in (0.18, 0.6):
                wx, wy = x + wide * column, top + 6 + row * 15
                if windows and wy + 9 < c.high * 0.86:
                    c.box(wx, wy, wx + wide * 0.2, wy + 9, mix(p.night, p.deep, 0.5))
                    for side in (-2.6, wide * 0.2 + 0.4):
                        c.box(wx + side, wy, wx + side + 2.2, wy + 9, shutter)
        x += wide
    c.box(0, c.high * 0.88, 100, c.high, mix(p.deep, p.soft, 0.5))


def chair(c: Canvas) -> None:
    backdrop(c)
    p, x = c.colours, c.between(40, 60)
    c.box(0, c.high * 0.84, 100, c.high, mix(p.deep, p.soft, 0.35))
    fabric = c.rng.choice([p.deep, p.spark, p.mid])
    for side in (-20, 18):
        c.box(x + side, c.high * 0.72, x + side + 3, c.high * 0.9, WOOD)
    c.fill(
        smooth(
            [
                (x - 22, c.high * 0.2),
                (x, c.high * 0.12),
                (x + 22, c.high * 0.2),
                (x + 20, c.high * 0.62),
                (x - 20, c.high * 0.62),
            ]
        ),
        fabric,
    )
    for row in range(3):
        for k in range(-2 + row % 2, 3):
            c.disc(x + k * 8 - (row % 2) * 4, c.high * (0.25 + 0.1 * row), 0.9, mix(fabric, p.night, 0.4))
    c.box(x - 26, c.high * 0.56, x + 26, c.high * 0.74, mix(fabric, p.paper, 0.2), 4)
    for side in (-29, 21):
        c.box(x + side, c.high * 0.42, x + side + 8, c.high * 0.74, mix(fabric, p.night, 0.2), 4)


def screen(c: Canvas) -> None:
    tabletop(c)
    p = c.colours
    c.box(20, c.floor - 40, 72, c.floor - 6, p.night, 2)
    c.box(22, c.floor - 38, 70, c.floor - 8, mix(p.mid, p.soft, 0.3), 1)
    c.box(16, c.floor - 6, 76, c.floor - 1, STEEL, 1.5)
    for k in range(4):
        c.box(
            26,
            c.floor - 34 + k * 6,
            26 + c.between(14, 38),
            c.floor - 31 + k * 6,
            c.rng.choice([p.paper, p.spark, p.soft]),
            1,
        )
    c.box(82, c.floor - 26, 94, c.floor - 1, p.night, 2)
    c.box(83.2, c.floor - 24, 92.8, c.floor - 4, p.spark, 1)
    c.disc(88, c.floor - 14, 3, p.paper)


def car(c: Canvas) -> None:
    p = c.colours
    _facades(c, windows=True)
    x, y, paint = c.between(42, 56), c.high * 0.8, c.rng.choice([p.spark, p.deep, p.mid, "#e9e4d8"])
    c.fill(smooth([(x - 20, y - 10), (x - 12, y - 22), (x + 10, y - 22), (x + 20, y - 11)]), mix(paint, p.night, 0.1))
    c.fill([(x - 16, y - 11), (x - 10, y - 19.5), (x - 1, y - 19.5), (x - 1, y - 11)], "#cfe6ee")
    c.fill([(x + 1, y - 11), (x + 1, y - 19.5), (x + 9, y - 19.5), (x + 15, y - 11)], "#cfe6ee")
    c.box(x - 30, y - 12, x + 30, y + 3, paint, 4)
    for wheel in (-17, 17):
        c.disc(x + wheel, y + 3, 6.4, "#1d242b")
        c.disc(x + wheel, y + 3, 3, STEEL)
    c.disc(x + 28.5, y - 7, 1.8, "#fff2c0")


def bike(c: Canvas) -> None:
    backdrop(c)
    p, y = c.colours, c.high * 0.68
    c.box(0, c.high * 0.88, 100, c.high, mix(p.deep, p.soft, 0.4))
    x, frame = c.between(26, 32), c.rng.choice([p.spark, p.deep, p.mid])
    rear, front, r = (x, y), (x + 44, y), 15
    for wx, wy in (rear, front):
        for k in range(0, 180, 30):
            a = math.radians(k)
            c.line(
                [(wx - r * math.cos(a), wy - r * math.sin(a)), (wx + r * math.cos(a), wy + r * math.sin(a))],
                mix(p.soft, p.night, 0.3),
                0.25,
            )
        c.ring(wx, wy, r, p.night, 1.6)
    crank, seat, head = (x + 17, y), (x + 11, y - 21), (x + 38, y - 21)
    for start, end in ((rear, crank), (crank, head), (head, seat), (seat, crank), (rear, seat), (head, front)):
        c.line([start, end], frame, 1.8)
    c.line([(seat[0] - 5, seat[1] - 4), (seat[0] + 5, seat[1] - 4)], p.night, 2.4)
    c.line([seat, (seat[0] - 0.6, seat[1] - 4)], p.night, 1.2)
    c.line([head, (head[0] - 1.5, head[1] - 6), (head[0] + 5, head[1] - 7)], p.night, 1.4)
    c.disc(*crank, 3, p.night)
    c.box(head[0] + 3, head[1] - 2, head[0] + 15, head[1] + 8, "#b98347", 1)
    for _ in range(6):
        c.disc(
            head[0] + c.between(4, 14), head[1] - c.between(1, 5), 2, c.rng.choice(["#c83a2c", "#f2c230", "#5a8f3c"])
        )


def book(c: Canvas) -> None:
    p = c.colours
    c.shade(mix(p.deep, p.night, 0.3), p.night)
    shades = [p.spark, p.mid, p.soft, p.paper, p.deep, mix(p.spark, p.paper, 0.5), mix(p.mid, p.spark, 0.4)]
    for shelf in range(3):
        base, x = c.high * (0.32 + shelf * 0.31), 3.0
        while x < 95:
            wide, tall = c.between(2.6, 6), c.high * c.between(0.16, 0.26)
            colour = c.rng.choice(shades)
            c.box(x, base - tall, x + wide, base, colour, 0.4)
            c.box(x + 0.5, base - tall * 0.82, x + wide - 0.5, base - tall * 0.74, mix(colour, p.night, 0.45))
            x += wide + (c.between(5, 9) if c.rng.random() < 0.08 else 0.4)
        c.box(0, base, 100, base + 2.2, WOOD)


def dress(c: Canvas) -> None:
    backdrop(c)
    p = c.colours
    c.line([(6, c.high * 0.16), (94, c.high * 0.16)], p.night, 1.2)
    count = c.rng.randint(3, 4)
    for i in range(count):
        x, y = 12 + (i + 0.5) * 76 / count, c.high * 0.16
        colour = c.rng.choice([p.deep, p.mid, p.spark, p.paper, mix(p.spark, p.paper, 0.5)])
        c.line([(x - 7, y + 7), (x, y + 2), (x + 7, y + 7)], WOOD, 0.9)
        long, flare = c.high * c.between(0.42, 0.6), c.between(9, 14)
        c.fill(
            smooth(
                [
                    (x - 7, y + 7),
                    (x - 3, y + 6),
                    (x, y + 9),
                    (x + 3, y + 6),
                    (x + 7, y + 7),
                    (x + 5, y + 22),
                    (x + flare, y + long),
                    (x - flare, y + long),
                    (x - 5, y + 22),
                ]
            ),
            colour,
        )
        for k in range(2, 6):
            row = y + 12 + k * long / 8
            c.line([(x - 4 - k * 0.8, row), (x + 4 + k * 0.8, row)], mix(colour, p.night, 0.18), 0.8)


def gem(c: Canvas) -> None:
    tabletop(c)
    p = c.colours
    for i in range(c.rng.randint(3, 4)):
        x, tall, wide = 18 + i * 21, c.between(16, 32), c.between(6, 10)
        glaze = c.rng.choice([p.spark, p.mid, p.deep, p.paper, mix(p.spark, p.paper, 0.4)])
        y = c.floor + 1
        shape = [
            (x - wide * 0.5, y),
            (x - wide, y - tall * 0.4),
            (x - wide * 0.45, y - tall * 0.85),
            (x - wide * 0.6, y - tall),
            (x + wide * 0.6, y - tall),
            (x + wide * 0.45, y - tall * 0.85),
            (x + wide, y - tall * 0.4),
            (x + wide * 0.5, y),
        ]
        c.fill(smooth(shape), glaze)
        c.line([(x - wide * 0.9, y - tall * 0.45), (x + wide * 0.9, y - tall * 0.45)], mix(glaze, p.night, 0.3), 0.9)
        if c.rng.random() < 0.5:
            for k in (-14, 0, 13):
                c.line([(x, y - tall), (x + k, y - tall - c.between(10, 16))], "#6b7d3c", 0.5)
                c.disc(x + k, y - tall - c.between(9, 16), 2.2, c.rng.choice([p.spark, p.paper, p.soft]))
