"""The site's log file."""

import logging
import logging.handlers
from pathlib import Path


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

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging calls it so)
        """A full disk is met by every line: twenty more to standard error for each would help nobody."""
