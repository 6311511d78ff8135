"""Arrays to discrete codes and back, for what the model makes: picture, sound, score."""
