"""Charts drawn by matplotlib, in its themes: the set that the reader was tuned on."""

from __future__ import annotations

import io
import random

from truths import Truth

STYLES = (
    "default",
    "default",
    "seaborn-v0_8",
    "ggplot",
    "dark_background",
    "fivethirtyeight",
    "bmh",
    "grayscale",
    "classic",
    "seaborn-v0_8-whitegrid",
    "tableau-colorblind10",
    "seaborn-v0_8-pastel",
)


def render(truth: Truth) -> bytes:
    """PNG of one chart; theme, size, grid, labels and tick forms by its seed."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    chance = random.Random(truth.seed)
    with plt.style.context(chance.choice(STYLES)):
        figure, axes = plt.subplots(
            figsize=(chance.uniform(4.5, 9), chance.uniform(3.4, 6)), dpi=chance.choice((80, 100, 130))
        )
        _DRAWN[truth.kind](axes, truth, chance)
        axes.set_title(truth.title)
        if truth.kind != "pie":
            _axes(axes, truth, chance)
        figure.tight_layout()
        out = io.BytesIO()
        figure.savefig(out, format="png", facecolor=figure.get_facecolor())
        plt.close(figure)
    return out.getvalue()


def _axes(axes, truth: Truth, chance: random.Random) -> None:  # noqa: ANN001
    from matplotlib.ticker import FuncFormatter

    first, second = (axes.yaxis, axes.xaxis) if truth.level else (axes.xaxis, axes.yaxis)
    first.set_label_text(truth.first_axis)
    second.set_label_text(truth.second_axis)
    most = max(value for _, values in truth.series for value in values)
    forms = ["{:g}"] if most < 1000 else ["{:,.0f}", "{:.0f}"]
    forms += ["${:,.1f}"] if most < 100 else []
    form = chance.choice([*forms, "k"] if most >= 1000 else forms)
    second.set_major_formatter(FuncFormatter(lambda v, _: f"{v / 1000:g}k" if form == "k" else form.format(v)))
    if chance.random() < 0.35:
        axes.grid(visible=True, axis="both" if chance.random() < 0.5 else ("x" if truth.level else "y"))
    if chance.random() < 0.3:
        axes.spines[["top", "right"]].set_visible(False)
    longest = sum(len(name) for name in truth.categories)
    if not truth.level and truth.kind != "scatter" and (longest > 45 or chance.random() < 0.15):
        axes.tick_params(axis="x", rotation=chance.choice((45, 90)))
    if len(truth.series) > 1:
        axes.legend(loc=chance.choice(("best", "upper left", "upper right")), ncols=chance.choice((1, 1, 3)))
    if truth.kind == "bar":
        low, high = (axes.get_xlim if truth.level else axes.get_ylim)()
        (axes.set_xlim if truth.level else axes.set_ylim)(low, high * 1.18)


def _bar(axes, truth: Truth, chance: random.Random) -> None:  # noqa: ANN001
    count, many = len(truth.categories), 1 if truth.stacked else len(truth.series)
    width, base = chance.uniform(0.55, 0.85), [0.0] * len(truth.categories)
    for number, (name, values) in enumerate(truth.series):
        places = [place + (number - (many - 1) / 2) * width / many * (not truth.stacked) for place in range(count)]
        draw = axes.barh if truth.level else axes.bar
        thick = {"height" if truth.level else "width": width / many, "left" if truth.level else "bottom": base}
        bars = draw(places, values, label=name or None, **thick)
        if not truth.stacked and many == 1 and chance.random() < 0.4:
            axes.bar_label(bars)
        base = [below + value for below, value in zip(base, values, strict=True)] if truth.stacked else base
    (axes.set_yticks if truth.level else axes.set_xticks)(range(count), truth.categories)
    if truth.level and chance.random() < 0.5:
        axes.invert_yaxis()


def _line(axes, truth: Truth, chance: random.Random) -> None:  # noqa: ANN001
    marker, wide = chance.choice((None, "o", "s", "^")), chance.uniform(1.2, 3)
    for number, (name, values) in enumerate(truth.series):
        dashes = "--" if number and chance.random() < 0.2 else "-"
        axes.plot(truth.categories, values, label=name or None, marker=marker, linewidth=wide, linestyle=dashes)


def _pie(axes, truth: Truth, chance: random.Random) -> None:  # noqa: ANN001
    hole = {"width": 0.4} if truth.form == "donut" else {}
    shares = {"autopct": "%1.1f%%"} if chance.random() < 0.5 else {}
    if chance.random() < 0.5:
        wedges = axes.pie(truth.series[0][1], startangle=chance.choice((0, 90)), wedgeprops=hole)[0]
        axes.legend(wedges, truth.categories, loc="center left", bbox_to_anchor=(1, 0.5))
    else:
        axes.pie(
            truth.series[0][1], labels=truth.categories, startangle=chance.choice((0, 90)), wedgeprops=hole, **shares
        )


def _scatter(axes, truth: Truth, chance: random.Random) -> None:  # noqa: ANN001
    axes.scatter(truth.xs, truth.series[0][1], s=chance.choice((20, 36, 50)))


_DRAWN = {"bar": _bar, "line": _line, "pie": _pie, "scatter": _scatter}
