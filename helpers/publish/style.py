"""One look for every figure: sizes in millimetres, type, and a palette in which a person and a text keep their colour."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font, LoadFlags

# Column widths of a printed journal, in millimetres.
COLUMN, PAGE = 89, 183
MM = 1 / 25.4

INK, MUTED, FAINT, PAPER = "#1a1a1a", "#5f5f5f", "#d9d9d9", "#ffffff"

# Okabe and Ito (2008): told apart by colour-blind readers, and ordered here so that they differ in grey as well.
PEOPLE = {"lenin": "#D55E00", "stalin": "#0072B2", "trotsky": "#E69F00", "krupskaya": "#009E73"}
OTHERS = "#8c8c8c"

# Texts are told apart by place and label; their shades only help the eye across figures.
TEXTS = ("#264653", "#3f6c7c", "#5f8f9b", "#8ab0b5", "#b9d0d0")

# Zones differ in lightness, so that they part in grey; language is shown by hatching.
ZONES = {"body": "#35566b", "note": "#86a7b8", "heading": "#d08c3c", "boilerplate": "#dcdcdc"}
ZONE_LABELS = {"body": "body", "note": "notes", "heading": "headings", "boilerplate": "page furniture"}

RC = {
    "font.family": "DejaVu Sans",
    "font.size": 7.5,
    "axes.titlesize": 8,
    "axes.labelsize": 7.5,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7.5,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.major.width": 0.5,
    "ytick.major.size": 0,
    "grid.color": FAINT,
    "grid.linewidth": 0.5,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 7,
    "text.color": INK,
    "figure.dpi": 110,
    "savefig.dpi": 300,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    # Without a fixed salt the ids inside an SVG differ from run to run.
    "svg.hashsalt": "workbook",
    "path.simplify": False,
    # A title may hold two prices: "$" is a dollar, not a formula.
    "text.parse_math": False,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the workbook's style inside the block, whatever the reader's own settings; restore those after it."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(RC)
        yield


def new_figure(width: float, height: float, title: str, subtitle: str) -> Figure:
    """Return an empty figure with its title and the line under it set.

    Args:
        width: millimetres; `COLUMN` or `PAGE`.
        height: millimetres.
        title: what the reader should see.
        subtitle: what is counted, of whom, and n.
    """
    figure = Figure(figsize=(width * MM, height * MM), layout="constrained")
    top = 1 - 1.5 / height
    for text, size, weight, colour in ((title, 9, "bold", INK), (subtitle, 7.5, "normal", MUTED)):
        for line in wrap(text, size, weight, width - 5):
            figure.text(1.5 / width, top, line, size=size, weight=weight, color=colour, va="top")
            top -= size * 1.32 / 72 * 25.4 / height
    figure.get_layout_engine().set(rect=(0.005, 0.01, 0.99, top - 0.02 - 1 / height), w_pad=0.02, h_pad=0.02)
    return figure


def wrap(text: str, size: float, weight: str, width: float) -> list[str]:
    """Break a text into lines no wider than `width` millimetres when set at `size` points."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, weight) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of a line of text in millimetres."""
    font = _font(weight)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    # In 64ths of a point, at the hundred points of `_font`.
    return font.get_width_height()[0] / 64 * size / 100 / 72 * 25.4


@lru_cache(maxsize=4)
def _font(weight: str) -> FT2Font:
    """The house font at a hundred points: metrics grow with the size."""
    # One of its own: the renderer sets the size of those that `get_font` shares.
    font = FT2Font(findfont(FontProperties(family=RC["font.family"], weight=weight)))
    font.set_size(100, 72)
    return font
