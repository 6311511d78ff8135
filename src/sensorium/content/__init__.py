"""The values that cross every boundary: frozen, arrays with units, no weights and no formats inside.

They are equal only to themselves, their arrays are read-only, and they show themselves in notebooks. `open` methods
take a path, bytes, an open file, a base64 data URL or a web address; `save` picks the format from the extension.
Whatever reads or writes bytes is in `media/` and loaded when it is first needed.
"""

from sensorium.content.document import Document, Page
from sensorium.content.image import Image
from sensorium.content.modality import Modality
from sensorium.content.music import Music
from sensorium.content.opening import Opened, Source, open, open_with_notes  # noqa: A004 - content.open, as Image.open
from sensorium.content.reply import Finish, Message, Part, Reply, Role, Text, Token, Usage, as_part
from sensorium.content.sound import Audio
from sensorium.content.tools import Tool, ToolCall
from sensorium.content.video import Video

__all__ = [
    "Audio",
    "Document",
    "Finish",
    "Image",
    "Message",
    "Modality",
    "Music",
    "Opened",
    "Page",
    "Part",
    "Reply",
    "Role",
    "Source",
    "Text",
    "Token",
    "Tool",
    "ToolCall",
    "Usage",
    "Video",
    "as_part",
    "open",
    "open_with_notes",
]
