"""How verbs and routes ask that need no words of their own: in words that the built-in model knows."""

from __future__ import annotations

SAY = "Say: {words}"
TRANSCRIBE = "What does the person say?"
