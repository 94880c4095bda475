"""What the manual tells an operator to type: commands, questions to PostgreSQL, lines of logs."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.db import connection

from meetings.web.metrics import figures
from minutes_site.access_log import entry

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = ("operating.md", "observing.md", "troubleshooting.md")
OBSERVING = (DOCS / "observing.md").read_text()
NOT_OURS = "pg_stat_statements"
"""An extension of the server, which only a superuser can install."""


def typed(page: str) -> list[str]:
    """Every command of a page, from its blocks and its sentences."""
    text = (DOCS / page).read_text()
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [*blocks, *re.findall(r"`([^`\n]+)`", text)]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_site_is_there(page: str) -> None:
    named = {
        name
        for text in typed(page)
        for name in re.findall(r"(?<!-u )\b(?:minutes|manage\.py) ([a-z_]{4,})", text)
    }
    assert named or page == "observing.md"
    assert not named - get_commands().keys() - {"minutes"}


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_every_question_to_postgresql_can_be_asked(page: str) -> None:
    asked = [sql for text in typed(page) for sql in re.findall(r'--command="((?:SELECT|SHOW)[^"]+)"', text)]
    for sql in asked:
        if NOT_OURS not in sql:
            with connection.cursor() as cursor:
                cursor.execute(sql.replace("(PID)", "(0)"))
                assert cursor.description
    assert asked or page == "operating.md"


def examples() -> list[dict[str, object]]:
    """The lines of logs that the manual shows: of nginx, and of the site."""
    return [json.loads(line) for line in re.findall(r"^\{.*\}$", OBSERVING, re.MULTILINE)]


def test_the_lines_shown_are_those_written() -> None:
    of_nginx, of_site = examples()
    assert list(of_site) == list(entry({}, 200, 0.1, 1))
    written = re.findall(
        r'"(\w+)":', (DOCS / "operating.md").read_text().split("log_format")[1].split(";")[0]
    )
    assert list(of_nginx) == written


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is missing")
def test_the_questions_to_the_logs_are_answered() -> None:
    slow = examples()[1] | {"ms": 2001}
    failed = examples()[0] | {"status": 500}
    held_back = examples()[0] | {"status": 429}
    lines = "".join(f"{json.dumps(one)}\n" for one in (slow, failed, held_back))
    asked = {
        found for page in PAGES for text in typed(page) for found in re.findall(r"jq -r '([^']+)'", text)
    }
    assert len(asked) >= 5
    for program in asked:
        done = subprocess.run(["jq", "-r", program], input=lines, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), program
        assert done.stdout.strip(), program


@pytest.mark.django_db
def test_every_figure_is_explained_and_no_other() -> None:
    rows = OBSERVING.split("| figure |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(minutes_\w+)`", rows)) == {figure.name for figure in figures()}
