"""Documents made with known truth, and the measures and baselines by which the reading of documents is judged."""
