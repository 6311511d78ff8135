"""Charts with known values: what they show, how they are drawn, what is asked of them."""

from sensorium.native.worlds.charts.world import COMPARING, Charts, chart_table

__all__ = ["COMPARING", "Charts", "chart_table"]
