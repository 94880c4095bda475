"""Links of mails, by which whoever has one can act for somebody: no log has the whole of one."""

import logging
import re

_LINK = re.compile(r"(/news/(?:confirm|stop)/|/admin/reset/)\S+")


def without_keys(text: str) -> str:
    """The text, in which such links end where their key begins."""
    return _LINK.sub(r"\1…", text)


class LineFormatter(logging.Formatter):
    """Writes a line of the log; the address of a page that failed stands in it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as others write it, without what is secret."""
        return without_keys(super().format(record))
