"""The main text: turns, and the prose and notes between them."""
