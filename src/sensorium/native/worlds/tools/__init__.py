"""Requests beside tools that may be called: what to call and with what, or that nothing fits; and what calls gave."""

from sensorium.native.worlds.tools.skills import SKILLS, Skill
from sensorium.native.worlds.tools.world import REFUSAL, ToolWorld

__all__ = ["REFUSAL", "SKILLS", "Skill", "ToolWorld"]
