"""What stands on every page: running heads and feet, page numbers; heads of the whole document on common levels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from sensorium.abilities.documents.layout.typography import levelled
from sensorium.abilities.documents.tree import Block, Heading, Pair, Paragraph, ReadPage, Role, Table

_EDGE = 0.14  # of the height of a page, above and below, where furniture stands
_PLACE_PT = 8.0  # by which its place may differ from page to page
_PART = 0.4  # of the pages, from which on something repeats (left and right pages may differ)
_MOST_LETTERS = 200
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:page|seite|página|pagina|pág|p|s|strona|str|sida|side|sivu)\.?\s*)?"
    r"(?:[A-Z]{1,2}[-–.]?)?(\d{1,4}|[ivxlc]{1,7})\s*(?:(?:/|of|von|de|di|sur|z|av|van|из)\s*\d{1,4})?[-–—|\])\s.]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A block at an edge of a page."""

    page: int
    place: int
    role: Role
    key: str
    y: float


def furnished(pages: Sequence[ReadPage]) -> tuple[ReadPage, ...]:
    """All pages of a document, with the roles "header" and "footer" where something repeats or counts the pages.

    Heads get levels that agree from page to page. On a document of one page nothing repeats: there only a number
    that stands alone at the edge is furniture.
    """
    seen = [one for number, page in enumerate(pages) for one in _at_edges(number, page)]
    roles = {(one.page, one.place): one.role for one in seen if _is_number(one.key)}
    by_key: dict[tuple[Role, str], list[_Seen]] = defaultdict(list)
    for one in seen:
        by_key[one.role, _masked(one.key)].append(one)
    for alike in by_key.values():
        roles |= {(one.page, one.place): one.role for one in _repeating(alike, len(pages))}
    marked = [_marked(number, page, roles) for number, page in enumerate(pages)]
    return tuple(_relevelled(marked))


def _at_edges(number: int, page: ReadPage) -> Iterator[_Seen]:
    for place, block in enumerate(page.blocks):
        if not isinstance(block, Paragraph | Heading | Pair) or not block.words or len(block.text) > _MOST_LETTERS:
            continue
        if block.box.bottom <= _EDGE * page.height_pt:
            yield _Seen(page=number, place=place, role="header", key=block.text, y=block.box.top)
        elif block.box.top >= (1 - _EDGE) * page.height_pt:
            yield _Seen(page=number, place=place, role="footer", key=block.text, y=page.height_pt - block.box.bottom)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _is_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text.strip())) and len(text) <= 24


def _repeating(alike: Sequence[_Seen], num_pages: int) -> list[_Seen]:
    """Those of the same words that stand at one height on enough pages."""
    level = sorted(alike, key=lambda one: one.y)
    with_it: Counter[int] = Counter()  # how many of those at the height of one stand on each page
    first = last = 0
    kept = []
    for one in level:
        while last < len(level) and level[last].y - one.y <= _PLACE_PT:
            with_it[level[last].page] += 1
            last += 1
        while one.y - level[first].y > _PLACE_PT:
            page = level[first].page
            with_it[page] -= 1
            if not with_it[page]:
                del with_it[page]
            first += 1
        if len(with_it) >= 2 and len(with_it) >= _PART * num_pages:
            kept.append(one)
    return kept


def _marked(number: int, page: ReadPage, roles: dict[tuple[int, int], Role]) -> ReadPage:
    blocks = tuple(
        Paragraph(box=block.box, words=block.words, anchor=block.anchor, role=roles[number, place])
        if (number, place) in roles
        else block
        for place, block in enumerate(page.blocks)
    )
    edges = {page.blocks[place].text for at, place in roles if at == number}
    return replace(page, blocks=tuple(_without_caption(block, edges) for block in blocks))


def _without_caption(block: Block, edges: AbstractSet[str]) -> Block:
    """A table that was called by what stands at the edge of its page has no caption."""
    return replace(block, caption="") if isinstance(block, Table) and block.caption in edges else block


def _relevelled(pages: Sequence[ReadPage]) -> Iterator[ReadPage]:
    heads = levelled(block for page in pages for block in page.blocks if isinstance(block, Heading))
    following = iter(heads)
    for page in pages:
        blocks: tuple[Block, ...] = tuple(
            next(following) if isinstance(block, Heading) else block for block in page.blocks
        )
        yield replace(page, blocks=blocks)
