"""HTML as values: text is escaped unless it is `Markup` already, so nothing from outside becomes markup by accident."""

from __future__ import annotations

import html
from collections.abc import Iterable

VOID = frozenset({"br", "img", "input", "link", "meta"})


class Markup(str):
    """A piece of HTML or SVG that needs no more escaping."""

    __slots__ = ()


def element(name: str, /, *children: str | Markup | None, **attributes: object) -> Markup:
    """`<name …>children</name>`. `class_` is `class`, `data_part` is `data-part`; None and False are left out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{html.escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    opened = f"<{name}{written}>"
    return Markup(opened if name in VOID else f"{opened}{joined(children)}</{name}>")


def joined(children: Iterable[str | Markup | None], between: str = "") -> Markup:
    """Children one after another; None and '' are left out."""
    return Markup(html.escape(between).join(markup(child) for child in children if child))


def markup(text: str | Markup) -> Markup:
    """`text` as it may stand between tags."""
    return text if isinstance(text, Markup) else Markup(html.escape(text, quote=False))
