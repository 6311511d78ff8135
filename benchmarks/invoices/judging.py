"""Whether a field of a real invoice is right, and whether its truth stands on the page at all."""

from __future__ import annotations

import re
import unicodedata

from benchmarks.invoices.truth import AMOUNTS

_FORM = re.compile(r"\b(?:gmbh|ag|kg|inc|ltd|llc|sas|sarl|sa|bv|b v|co|ug)\b")


def is_right(field: str, want: str, got: object) -> bool:
    """Amounts to the cent (those with "±" of either sign), names with all their words, the rest as it is said."""
    if got is None:
        return False
    if field in AMOUNTS:
        same = _is_number(got) and abs(abs(float(want.lstrip("±"))) - abs(float(str(got)))) < 0.005
        return same and (want.startswith("±") or (float(want) < 0) == (float(str(got)) < 0))
    if field in ("seller", "buyer"):
        names = [name for one in (want, *want.splitlines()) if (name := _name(one))]
        return any(set(name) <= set(_name(str(got))) for name in names)
    return plain(want) == plain(str(got))


def is_shown(field: str, want: str, text: str) -> bool:
    """Whether the text of a paper can say what is held to be true of it: of a day its year; of currencies all can."""
    if field in AMOUNTS:
        figures = f"{abs(float(want.lstrip('±'))):.2f}".replace(".", "")
        return figures in re.sub(r"\D", "", text) or figures.removesuffix("00") in re.findall(r"\d+", text)
    if field in ("seller", "buyer"):
        return any(set(_name(one)) <= set(_name(text)) for one in (want, *want.splitlines()) if _name(one))
    if field in ("date", "due_date"):
        return want[:4] in re.sub(r"\D", "", text) or want[2:4] in re.findall(r"\d+", text)
    return plain(want) in plain(text) if field == "number" else True


def plain(text: str) -> str:
    """Letters and figures alone."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded)


def _name(text: str) -> list[str]:
    """The words of a name, without its legal form."""
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold())
    return _FORM.sub(" ", words).split()


def _is_number(got: object) -> bool:
    return isinstance(got, int | float) and not isinstance(got, bool)
