"""Sensorium: one model for text, pictures, sound, video and documents."""
