"""Measure the colour pairs of the design: `python docs/contrast.py` writes them into design.md."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
TOKENS = HERE.parent / "src/nextround/web/static/tokens.css"
PAGE = HERE / "design.md"
START, END = "<!-- contrast -->", "<!-- /contrast -->"

# (what it is used for, colour, ground, the least ratio that WCAG 2.2 AA asks for)
PAIRS = (
    ("text", "ink", "paper", 4.5),
    ("text on a card", "ink", "raised", 4.5),
    ("text on a touched row", "ink", "sunk", 4.5),
    ("quiet text", "soft", "paper", 4.5),
    ("quiet text on a card", "soft", "raised", 4.5),
    ("quiet text on a touched row", "soft", "sunk", 4.5),
    ("links", "accent", "paper", 4.5),
    ("links on a card", "accent", "raised", 4.5),
    ("links, touched", "accent-deep", "paper", 4.5),
    ("main button", "on-accent", "accent", 4.5),
    ("main button, touched", "on-accent", "accent-deep", 4.5),
    ("waiting", "waiting", "paper", 4.5),
    ("waiting on a card", "waiting", "raised", 4.5),
    ("waiting, counted", "waiting", "waiting-tint", 4.5),
    ("growth", "growth", "paper", 4.5),
    ("growth on a card", "growth", "raised", 4.5),
    ("deleting, errors", "danger", "paper", 4.5),
    ("errors on a card", "danger", "raised", 4.5),
    ("deleting, touched", "paper", "danger", 4.5),
    ("marked words", "ink", "marked", 4.5),
    ("edge of a control", "edge", "paper", 3.0),
    ("edge of a control on a card", "edge", "raised", 3.0),
    ("focus ring", "accent", "paper", 3.0),
)


def themes(css: str) -> dict[str, dict[str, str]]:
    """The colour tokens of the light and of both dark blocks."""
    blocks = {
        "light": re.search(r"\n:root \{(.*?)\n\}", css, re.S),
        "dark": re.search(r'\n:root\[data-theme="dark"\] \{(.*?)\n\}', css, re.S),
        "dark by the computer": re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\n  \}', css, re.S),
    }
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block.group(1) if block else ""))
        for name, block in blocks.items()
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def table() -> str:
    """The figures as a table in Markdown."""
    found = themes(TOKENS.read_text(encoding="utf-8"))
    lines = ["| used for | colour on ground | light | dark | asked |", "|---|---|---|---|---|"]
    for use, colour, ground, least in PAIRS:
        light, dark = (ratio(found[name][colour], found[name][ground]) for name in ("light", "dark"))
        lines.append(f"| {use} | `{colour}` on `{ground}` | {light:.1f} | {dark:.1f} | {least} |")
    return "\n".join(lines)


def page() -> str:
    """design.md with its table as it should be now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    return f"{before}{START}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
