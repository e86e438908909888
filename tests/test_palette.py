"""The colours of verdicts: readable on the page, and apart from each other for those who see fewer colours.

Contrast is WCAG 2's ratio; simulation is Machado, Oliveira & Fernandes (2009), severity 1; difference is CIEDE2000
(Sharma, Wu & Dalal 2005), whose published pairs are the first test below.
"""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "frontend" / "src" / "report.css"
MACHADO = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)
Triple = tuple[float, float, float]


def tokens(theme: str) -> dict[str, str]:
    """The colour tokens of a theme, as the style sheet sets them."""
    css = CSS.read_text(encoding="utf-8")
    start = css.index(':root[data-theme="dark"] {' if theme == "dark" else ":root {")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css[start : css.index("}", start)]))


def linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def lab(rgb: Triple) -> Triple:
    clipped = tuple(min(1.0, max(0.0, part)) for part in rgb)
    xyz = (part / white for part, white in zip(times(TO_XYZ, clipped), WHITE, strict=True))
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((times(TO_XYZ, linear(colour))[1] for colour in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def ciede2000(one: Triple, other: Triple) -> float:
    l1, a1, b1 = one
    l2, a2, b2 = other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(chroma**7 / (chroma**7 + 25**7)))
    c1, c2 = math.hypot(a1 * (1 + g), b1), math.hypot(a2 * (1 + g), b2)
    h1, h2 = (math.degrees(math.atan2(b, a * (1 + g))) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    delta_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    light, sat = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    s_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * sat, 1 + 0.015 * sat * t
    spin = 60 * math.exp(-(((hue - 275) / 25) ** 2))
    r = -2 * math.sqrt(sat**7 / (sat**7 + 25**7)) * math.sin(math.radians(spin))
    dl, dc, dh = (l2 - l1) / s_l, (c2 - c1) / s_c, delta_h / s_h
    return math.sqrt(dl**2 + dc**2 + dh**2 + r * dc * dh)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ],
)
def test_difference_as_published(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_verdicts_are_readable_on_the_page(theme):
    colours = tokens(theme)
    verdicts = {name: colour for name, colour in colours.items() if name.startswith("v-")}
    assert len(verdicts) == 6
    for name in (*verdicts, "soft", "ink"):
        for ground in ("paper", "tint"):
            assert contrast(colours[name], colours[ground]) >= 4.5, f"{name} on {ground}, {theme}"


@pytest.mark.parametrize("sight", MACHADO)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_verdicts_differ_for_every_sight(theme, sight):
    colours = tokens(theme)
    kinds = ["v-supported", "v-imprecise", "v-refuted", "v-unverifiable"]
    seen = {name: lab(times(MACHADO[sight], linear(colours[name]))) for name in kinds}
    for one, other in itertools.combinations(kinds, 2):
        assert ciede2000(seen[one], seen[other]) >= 10, f"{one} and {other}, {theme}, {sight}"


def test_six_verdicts_wear_four_colours():
    for theme in ("light", "dark"):
        colours = tokens(theme)
        assert colours["v-conflicting"] == colours["v-imprecise"]
        assert colours["v-opinion"] == colours["v-unverifiable"]


def test_both_ways_into_the_dark_have_the_same_colours():
    css = CSS.read_text(encoding="utf-8")
    system = css[css.index(':root:not([data-theme="light"]) {') :]
    assert dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", system[: system.index("}")])) == tokens("dark")
