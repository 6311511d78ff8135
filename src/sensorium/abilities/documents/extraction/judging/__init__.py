"""Which candidate is meant and how sure that is; where a value that is told stands."""
