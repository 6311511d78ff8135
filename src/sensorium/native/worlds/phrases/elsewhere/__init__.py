"""Questions and remarks in words alone, as people type them: about the world outside, about media that are not there,
and talk. Frames of training and of tests lie in folders of their own, and what fills their slots is parted as well.

A slot is named for its list in `fillers.txt` or for what `fillers` makes; `a_dog` would ask for the article, `dogs` for
the plural, `dog2` for another one than `dog`. Topics within a folder only keep files short.
"""

from sensorium.native.worlds.phrases.elsewhere.fillers import LISTS, filled, is_kept, word_for
from sensorium.native.worlds.phrases.elsewhere.frames import ABSENT, TALK, WORLD, frames, typed

__all__ = ["ABSENT", "LISTS", "TALK", "WORLD", "filled", "frames", "is_kept", "typed", "word_for"]
