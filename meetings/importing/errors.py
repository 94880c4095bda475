"""How reading and loading say no, each in the clerk's words."""


class UnreadableError(Exception):
    """The bytes could not be read; the message is the Japanese line shown to the person who sent them."""


class LoadRefusedError(Exception):
    """A document cannot be stored; the message says why, and what to do."""
