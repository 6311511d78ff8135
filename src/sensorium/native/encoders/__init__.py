"""Arrays to continuous features, for what the model is given: vision, audio."""
