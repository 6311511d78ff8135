"""How good a model is in each direction: cases, judges, intervals, chance."""
