"""Citing minutes: what is cited as data, and the forms in which others take it away."""
