"""How reading and loading say no, each in the clerk's words."""

from typing import Literal


class UnreadableError(Exception):
    """The bytes could not be read; the message is the Japanese line shown to the person who sent them."""


Need = Literal["", "body", "answer", "withhold"]
"""What would let a refused document in: the name of its body; an answer whether it is the same meeting; that
words which were taken out stay out."""


class LoadRefusedError(Exception):
    """A document cannot be stored. The message says why; `advice` what the person at the command line can
    do, `need` what somebody at a form can say."""

    def __init__(self, message: str, advice: str = "", need: Need = "") -> None:
        super().__init__(message + advice)
        self.message = message
        self.need = need


class CorrectionError(Exception):
    """The document corrects a meeting that is there already, and nobody has agreed to that."""
