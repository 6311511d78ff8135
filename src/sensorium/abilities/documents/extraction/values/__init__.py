"""Single values: numbers that name something, days and times, what stands beside its name; as a field wants them."""
