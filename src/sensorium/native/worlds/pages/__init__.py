"""Pages with known contents: text, tables, slips and forms, laid out, worn and asked about."""

from sensorium.native.worlds.pages.world import Page, Pages, empty_page, table_text

__all__ = ["Page", "Pages", "empty_page", "table_text"]
