"""When it is the database that failed, and not the code nor what was asked: how that is known and logged."""

import logging

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError


def is_failure(error: BaseException | None) -> bool:
    """No connection, or one that broke; locked or out of time; out of disk; a database that only reads.

    A connection that breaks while an answer is read is a DatabaseError of no further kind.
    """
    kinds = (OperationalError, InterfaceError, InternalError)
    return isinstance(error, kinds) or type(error) is DatabaseError


class ShortFailures(logging.Filter):
    """What is no mistake of the code is one line in the log: where in the code it was met says nothing of its
    cause. A wrong host name comes with every scanner, and a database that is away with every request.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line passes, with its last part short."""
        failure = record.exc_info[1] if record.exc_info else None
        if is_failure(failure) or isinstance(failure, DisallowedHost):
            said = str(failure).partition("\n")[0]
            message = record.getMessage()
            record.msg, record.args = (message if said in message else f"{message}: {said}"), ()
            record.exc_info = record.exc_text = None
        return True
