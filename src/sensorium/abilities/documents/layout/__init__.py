"""Words with their places → blocks in the order in which a page is read, with what each of them is.

`page_of` for one page, `furnished` for all pages of a document. Knows no file, no reader and no model; nothing here
depends on the order in which the words come, so that pages of PDFs and pictures of pages go the same way.
"""

from sensorium.abilities.documents.layout.furniture import furnished
from sensorium.abilities.documents.layout.page import blocks_of, page_of

__all__ = ["blocks_of", "furnished", "page_of"]
