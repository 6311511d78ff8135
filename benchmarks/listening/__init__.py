"""Listening measured: words in noise, with and without each aid."""
