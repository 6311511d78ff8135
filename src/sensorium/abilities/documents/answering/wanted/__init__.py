"""What can be what is wanted: days, sums, counts, measures; who did it, and where; what a thing is called."""
