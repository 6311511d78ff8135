"""How listening is asked for: the question to a model, who else can listen, what may be done about noise."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

TRANSCRIBE: Final = "What does the person say?"  # in words that the built-in model knows
POCKETSPHINX: Final = "pocketsphinx"
Noise: TypeAlias = Literal["auto", "keep", "reduce"]
