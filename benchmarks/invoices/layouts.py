"""Papers of one layout found by their words, and layouts dealt out to two sides: neither side knows the other's.

Nobody looks at a paper for it: two papers are of one layout where they share enough words (labels, names, feet), or
both do with a third.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

SIDES = ("development", "heldout")
SHARED = 0.35  # of the words of both papers


def layouts(texts: Mapping[str, str]) -> list[list[str]]:
    """Names of papers, those of one layout together. texts: all that each says."""
    words = {name: frozenset(re.findall(r"[^\W\d_]{3,}", text.casefold())) for name, text in texts.items()}
    left, found = sorted(texts), []
    while left:
        group = [left.pop(0)]
        for member in group:  # grows while it is gone through
            kin = [other for other in left if _likeness(words[member], words[other]) > SHARED]
            group += kin
            left = [other for other in left if other not in kin]
        found.append(sorted(group))
    return found


def sides(found: list[list[str]]) -> dict[str, list[list[str]]]:
    """Every other layout, in an order that only the names of files make."""
    ordered = sorted(found, key=lambda group: hashlib.sha256(group[0].encode()).hexdigest())
    return {side: ordered[at :: len(SIDES)] for at, side in enumerate(SIDES)}


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words among all of two papers (Jaccard 1912)."""
    return len(one & other) / max(len(one | other), 1)
