"""How verbs and routes ask that need no words of their own: in words that the built-in model knows."""

from __future__ import annotations

from sensorium.abilities.listening.asking import TRANSCRIBE

__all__ = ["SAY", "TRANSCRIBE"]

SAY = "Say: {words}"
