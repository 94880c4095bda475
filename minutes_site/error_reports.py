"""Reports of errors in the code, to a server that speaks Sentry's protocol (SENTRY_DSN). Off by default.

A report says where in the code it was, on which page, and of what kind; nothing of who asked or for what.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

SENT = frozenset(
    {
        "event_id",
        "timestamp",
        "platform",
        "level",
        "release",
        "environment",
        "transaction",
        "sdk",
        "exception",
    }
)
"""The parts of a report that are sent. All others are left out, known or not."""
SENT_OF_AN_ERROR = frozenset({"type", "module", "stacktrace", "mechanism"})
"""Not its message: PostgreSQL's quotes what was searched for."""


def report_errors(address: str, **options: Any) -> None:
    """Send a report of every error that no code expects, from here on."""
    import sentry_sdk  # takes a while, and most sites do without
    from sentry_sdk.integrations.logging import LoggingIntegration
    from sentry_sdk.utils import BadDsn

    try:
        sentry_sdk.init(
            dsn=address,
            before_send=bare,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            auto_session_tracking=False,
            send_client_reports=False,
            integrations=[LoggingIntegration(level=None, event_level=None)],
            **options,
        )
    except BadDsn:
        raise ImproperlyConfigured(
            "SENTRY_DSN は https://鍵@errors.example.jp/番号 の形で指定してください。"
        ) from None


def bare(event: Any, hint: Any) -> Any:
    """The report with what is sent alone; none where there is no error in it."""
    if "exception" not in event:
        return None
    found = {name: part for name, part in event.items() if name in SENT}
    errors = event["exception"].get("values", [])
    found["exception"] = {
        "values": [{name: error[name] for name in error if name in SENT_OF_AN_ERROR} for error in errors]
    }
    return found
