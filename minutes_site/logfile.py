"""The site's log: its file, and what is said shortly in it."""

import logging
import logging.handlers
from pathlib import Path

from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError


class LogFileHandler(logging.handlers.WatchedFileHandler):
    """A log file that several processes write and logrotate may move away.

    Its folder is made with the first line, and a file that cannot be written is no reason to fail a request:
    the same line goes to standard error.
    """

    def __init__(self, filename: str | Path) -> None:
        super().__init__(filename, encoding="utf-8", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line if the file can be written."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError:
            return


class ShortFailures(logging.Filter):
    """What is no mistake of the code is one line: where in the code it was met says nothing of its cause. A
    host name that is not ours comes with every scanner, and a database that is away with every request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line passes, with its last part short."""
        failure = record.exc_info[1] if record.exc_info else None
        if isinstance(failure, DisallowedHost | InterfaceError | OperationalError):
            said = str(failure).partition("\n")[0]
            message = record.getMessage()
            record.msg, record.args = (message if said in message else f"{message}: {said}"), ()
            record.exc_info = record.exc_text = None
        return True
