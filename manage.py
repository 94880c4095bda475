#!/usr/bin/env python
"""Django's command line for the archive."""

import os
import sys

NO_DATABASE = """エラー: データベースに接続できないか、途中で接続が切れました。
確定していない変更は取り消されています。データベースが動いていることを確かめてから、もう一度実行してください。
{error}"""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")
    from django.core.management import execute_from_command_line
    from django.db import Error

    from meetings.database_failures import is_failure

    try:
        execute_from_command_line(sys.argv)
    except Error as error:
        if not is_failure(error):
            raise
        sys.exit(NO_DATABASE.format(error=str(error).strip()))
