"""What PostgreSQL's planner knows of the rows of a test."""

from django.apps import apps
from django.db import connection


def tell_planner() -> None:
    """Give it the figures of every table, so that it plans as it does where nobody's transaction is open."""
    tables = ", ".join(model._meta.db_table for model in apps.get_app_config("meetings").get_models())
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
