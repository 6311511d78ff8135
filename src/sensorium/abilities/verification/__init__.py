"""Whether what was read or heard can be trusted: two readings or more of the same, word by word."""

from __future__ import annotations

from sensorium.abilities.verification.claims import Ballot, Claim, Verdict
from sensorium.abilities.verification.judging import verify

__all__ = ["Ballot", "Claim", "Verdict", "verify"]
