"""Synthetic speech to learn from: sentences, the programs that say them, and what is asked of the takes."""

from sensorium.native.worlds.speech.world import (
    LISTENING,
    VOICE,
    SpeechWorld,
    disturbed,
    hear_nothing,
    heard_words,
    open_spoken,
    synthesize_speech,
    unique_sentences,
)

__all__ = [
    "LISTENING",
    "VOICE",
    "SpeechWorld",
    "disturbed",
    "hear_nothing",
    "heard_words",
    "open_spoken",
    "synthesize_speech",
    "unique_sentences",
]
