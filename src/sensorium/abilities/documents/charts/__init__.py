"""Charts as data: what a picture of a diagram says, found by its colours, its shapes and the words on it."""

from sensorium.abilities.documents.charts.drawn import chart_in
from sensorium.abilities.documents.charts.reading import read_chart

__all__ = ["chart_in", "read_chart"]
