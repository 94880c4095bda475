"""Figures (数で見る): a body's minutes in numbers, each with the search that shows what was counted."""
