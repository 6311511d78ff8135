"""All marks of one page of a PDF."""

from __future__ import annotations

from contextlib import closing

import pypdfium2

from sensorium.media.page_mark_decoding.drawings import Drawings
from sensorium.media.page_mark_decoding.fields import fields_of
from sensorium.media.page_mark_decoding.page import Found, Sheet, too_much_text
from sensorium.media.page_mark_decoding.rows import Rows
from sensorium.media.page_mark_decoding.scripts import is_involved
from sensorium.media.page_mark_decoding.spans import runs_of
from sensorium.media.page_mark_decoding.words import Word, Words


def marks_of(page: pypdfium2.PdfPage, forms: pypdfium2.PdfFormEnv | None, num_characters_left: int) -> Found:
    """All marks of one page. Raises TooLarge when it has more letters than are left."""
    sheet, found = Sheet(page), Found()
    with closing(page.get_textpage()) as text:
        if text.count_chars() > num_characters_left:
            raise too_much_text(num_characters_left, text.count_chars())
        Drawings(sheet, found).look(page)
        for word in _words(page, text, Words(text, sheet, found.rules), sheet):
            found.words.append(word.text)
            found.boxes.append(word.box)
            found.sizes.append(word.size)
            found.angles.append(word.angle)
            found.styles.append(word.style)
    if forms is not None:
        found.fields.extend(fields_of(page, forms, sheet, num_characters_left))
    return found


def _words(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, words: Words, sheet: Sheet) -> list[Word]:
    fragments = list(words.fragments())
    found = [word for word in map(words.word, fragments) if word is not None]
    if any(is_involved(word.text) for word in found):
        return Rows(text, sheet, words, runs_of(page)).words(fragments)
    return found
