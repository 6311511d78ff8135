"""ABC text → staff notation as a picture (SVG), drawn by verovio."""

from __future__ import annotations

from importlib import resources

from sensorium.errors import MissingDependency
from sensorium.media.scores.fields import invalid
from sensorium.media.scores.reading import read_tune

PAGE_WIDTH = 2100  # verovio units, about tenths of a millimetre
SCALE_PERCENT = 40
OPTIONS = {
    "inputFrom": "abc",
    "pageWidth": PAGE_WIDTH,
    "adjustPageHeight": True,
    "scale": SCALE_PERCENT,
    "footer": "none",
    "svgViewBox": True,
    "xmlIdSeed": 1,  # equal text gives equal pictures
}


def svg(abc: str) -> str:
    """An SVG picture of the first page of the score.

    Raises InvalidInput(`invalid_score`) for text that holds no tune, MissingDependency without verovio.
    """
    read_tune(abc)
    try:
        import verovio
    except ImportError as error:
        raise MissingDependency("pictures of scores need verovio; install it with: pip install verovio") from error
    verovio.enableLog(verovio.LOG_OFF)
    verovio.setDefaultResourcePath(str(resources.files("verovio") / "data"))  # importing it does so for one thread
    toolkit = verovio.toolkit()
    toolkit.setOptions(OPTIONS)
    if not toolkit.loadData(abc):
        raise invalid("the score cannot be engraved; check its fields and bar lines")
    return str(toolkit.renderToSVG(1))
