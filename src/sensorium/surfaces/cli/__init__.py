"""The command line: verbs that are thin prompts over `model.generate`; commands to train, measure and look after."""

from __future__ import annotations

from sensorium.surfaces.cli.program import app, main

__all__ = ["app", "main"]
