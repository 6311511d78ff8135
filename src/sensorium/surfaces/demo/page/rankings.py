"""What a search found, as HTML: pictures in the order of one caption, and how near all captions are to all pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Image
from sensorium.surfaces.demo.steps import Ranking
from sensorium.surfaces.page import players
from sensorium.surfaces.page.markup import Markup, element, joined

HEATS = 9  # shades of the table
Scores = NDArray[np.float32]  # cosines, shape = (captions, pictures)


def found(ranking: Ranking, scores: Scores) -> Markup:
    """The whole of it."""
    count = len(ranking.ranks)
    first = sum(rank == 1 for rank in ranking.ranks)
    text = (
        f"{first} of {count} captions put their own picture first; guessing would manage one. "
        f"{ranking.duration_s:.2f} s for {2 * count} embeddings."
    )
    return joined([_ordered(ranking, scores[0]), element("p", text), _table(ranking, scores)])


def _ordered(ranking: Ranking, scores: Scores) -> Markup:
    """All pictures in the order in which the first caption puts them; its own is framed."""
    order = (-scores).argsort(kind="stable").tolist()
    figures = [
        element(
            "figure",
            players.picture(_picture(ranking, index), ranking.step.captions[index]),
            element("figcaption", f"{place}. cosine {scores[index]:.2f}"),
            class_="own" if index == 0 else None,
        )
        for place, index in enumerate(order, 1)
    ]
    return joined([element("p", ranking.step.captions[0], class_="prompt"), element("div", *figures, class_="ranked")])


def _table(ranking: Ranking, scores: Scores) -> Markup:
    """Captions down, pictures across, cosines; the own picture of a caption is framed."""
    captions = ranking.step.captions
    pictures = [players.picture(_picture(ranking, index), caption) for index, caption in enumerate(captions)]
    head = element("tr", *(element("th", name, scope="col") for name in ("caption", *pictures, "place")))
    rows = [_row(text, index, scores, ranking.ranks[index]) for index, text in enumerate(captions)]
    table = element("table", element("thead", head), element("tbody", *rows), class_="similarities")
    return element("div", table, class_="wide")


def _row(caption: str, own: int, scores: Scores, rank: int) -> Markup:
    low, high = float(scores.min()), float(scores.max())
    cells = [
        element("td", f"{score:.2f}", class_=f"heat-{_heat(score, low, high)}" + (" own" if index == own else ""))
        for index, score in enumerate(scores[own].tolist())
    ]
    place = element("td", f"{rank}", class_="right" if rank == 1 else "wrong")
    return element("tr", element("th", caption, scope="row"), *cells, place)


def _picture(ranking: Ranking, index: int) -> Image:
    picture = ranking.step.pictures[index].part
    assert isinstance(picture, Image)
    return picture


def _heat(score: float, low: float, high: float) -> int:
    return round(HEATS * (score - low) / max(high - low, 1e-6))
