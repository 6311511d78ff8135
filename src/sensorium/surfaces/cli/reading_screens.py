"""`sensorium read --screen`: elements of a picture of a screen, as JSON, or as a page that looks alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from sensorium.errors import InvalidInput

if TYPE_CHECKING:
    from sensorium.abilities.documents.screens import Screen
    from sensorium.abilities.documents.way import Way
    from sensorium.media.sources import Loaded

ScreenForm: TypeAlias = Literal["json", "html", "text"]
FORMS: Final[tuple[ScreenForm, ...]] = ("json", "html", "text")
COLOURS: Final = {
    "button": (214, 39, 40), "tab": (255, 127, 14), "input": (31, 119, 180), "check box": (44, 160, 44),
    "radio": (44, 160, 44), "link": (23, 190, 207), "image": (148, 103, 189), "table": (140, 86, 75),
}  # fmt: skip
_OTHERS: Final = (90, 90, 90)


def form_of(form: str | None) -> ScreenForm:
    """The form asked for, JSON where none was. Raises `InvalidInput` for one that a screen has not."""
    for known in FORMS:
        if known == (form or "json"):
            return known
    message = f"a screen is written as {', '.join(FORMS)}, not as {form}; leave --screen out to read it as a page"
    raise InvalidInput(message, code="unsupported_format", param="as")


def written(screen: Screen, form: ScreenForm, title: str) -> str:
    """A screen in a form. title: of the page, in HTML."""
    from sensorium.abilities.documents import screens

    match form:
        case "json":
            return json.dumps(screens.told(screen), ensure_ascii=False) + "\n"
        case "html":
            return screens.html_of(screen, title) + "\n"
        case "text":
            return "\n".join(element.text for element in screen.elements if element.text) + "\n"


def record(screen: Screen) -> dict[str, Any]:
    """What `--json` tells."""
    from sensorium.abilities.documents import screens

    return {"text": written(screen, "text", ""), "screen": screens.told(screen)}


def pictured(screen: Screen, loaded: Loaded, way: Way, folder: Path) -> list[str]:
    """The picture with its elements drawn over it, in a file of a folder."""
    from sensorium.abilities.documents.screen_reading import picture_in
    from sensorium.abilities.documents.writing import framed

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "screen.png"
    frames = [(element.box, COLOURS.get(element.kind, _OTHERS)) for element in screen.elements]
    framed(picture_in(loaded, way), frames).save(path)
    return [str(path)]
