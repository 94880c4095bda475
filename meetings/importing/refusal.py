"""The one way in which loading says no."""


class LoadRefusedError(Exception):
    """A document cannot be stored; the message says why, and what to do, in the clerk's words."""
