"""Failed logins are counted, and too many of them are refused for a while (django-axes, see settings)."""

from typing import Any

from axes.apps import AppConfig


class LoginGuardConfig(AppConfig):  # type: ignore[misc]
    """django-axes under its Japanese name: it has no translation of its own."""

    verbose_name = "ログイン"

    def ready(self) -> None:
        super().ready()
        failure: Any = self.get_model("AccessFailureLog")
        failure._meta.verbose_name = failure._meta.verbose_name_plural = "失敗したログイン"
