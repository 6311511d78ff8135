"""Speech written down so that it can be believed: two recognisers, less noise, names that are expected.

`listening.listen` is the one way in; each aid is applied only where it was measured to help (`deciding`).
"""
