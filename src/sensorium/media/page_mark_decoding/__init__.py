"""A page of a PDF → its words, lines, areas and fields, inside the decoding process. What callers see: `page_marks`."""

from sensorium.media.page_mark_decoding.marks import marks_of

__all__ = ["marks_of"]
