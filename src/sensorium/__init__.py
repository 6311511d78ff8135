"""Sensorium: one model for text, pictures, sound, video and documents.

The names below are the supported surface. They are loaded at first use, so that `import sensorium` and the command
line's help stay light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sensorium import first_use

if TYPE_CHECKING:
    from sensorium.abilities import documents
    from sensorium.abilities.listening.listening import listen
    from sensorium.content import (
        Audio,
        Document,
        Image,
        Message,
        Music,
        Reply,
        Text,
        Tool,
        ToolCall,
        Video,
        open,  # noqa: A004 - sensorium.open, as Image.open
    )
    from sensorium.errors import SensoriumError
    from sensorium.models import load
    from sensorium.models.rounds import run_tools

__version__ = "0.1.0"

__all__ = [
    "Audio",
    "Document",
    "Image",
    "Message",
    "Music",
    "Reply",
    "SensoriumError",
    "Text",
    "Tool",
    "ToolCall",
    "Video",
    "__version__",
    "documents",
    "listen",
    "load",
    "open",
    "run_tools",
]

_HOMES = {
    "Audio": "content",
    "Document": "content",
    "Image": "content",
    "Message": "content",
    "Music": "content",
    "Reply": "content",
    "SensoriumError": "errors",
    "Text": "content",
    "Tool": "content",
    "ToolCall": "content",
    "Video": "content",
    "listen": "abilities.listening.listening",
    "load": "models",
    "open": "content",
    "run_tools": "models.rounds",
}
_ROOMS = {"documents": "abilities.documents"}  # modules whose own names are the surface

__getattr__ = first_use.of(__name__, _HOMES, _ROOMS)


def __dir__() -> list[str]:
    return __all__
