"""The frame of a page that stands alone: a head with a policy that forbids every request, the style of the house."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

from sensorium.surfaces.page.markup import Markup, element


def page(title: str, body: Sequence[Markup], script: str = "") -> str:
    """A whole HTML document. Only its own style and `script` may run."""
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    last = element("script", Markup(script)) if script else None
    return f"<!doctype html>\n{element('html', head, element('body', *body, last), lang='en')}\n"


def _policy(style: str, script: str) -> str:
    allowed = f"'{_digest(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; img-src data:; media-src data:; style-src '{_digest(style)}'; "
        f"script-src {allowed}; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
