"""The recipe for containers, as far as it can be tried without any: files, variables, commands, nginx."""

import os
import re
import shutil
import subprocess
import sys
from ipaddress import IPv4Network, ip_address
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.front import documented
from tests.test_standby import cluster_in

CHECKOUT = Path(__file__).resolve().parent.parent
RECIPE = (CHECKOUT / "container/Containerfile").read_text()
SITE, NGINX = RECIPE.split("FROM ")[1:]
COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "container/compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
MANUAL = (CHECKOUT / "docs/operating.md").read_text()
HOST = "records.example.jp"


def copied(stage: str) -> list[str]:
    """What a part of the recipe takes from the checkout."""
    return [name for line in re.findall(r"^COPY (.*) \S+$", stage, re.MULTILINE) for name in line.split()]


def variables() -> set[str]:
    """All that the image and the compose file set for the site."""
    of_image = {
        name for line in re.findall(r"^ENV (.*)$", SITE, re.MULTILINE) for name in re.findall(r"(\w+)=", line)
    }
    return of_image | {name for one in ("site", "prepare", "clock") for name in SERVICES[one]["environment"]}


def test_the_variables_are_those_of_the_settings() -> None:
    table = set(re.findall(r"^\| `([A-Z_]+)`", MANUAL.split("## The environment")[1], re.MULTILINE))
    assert variables() - table == {"PATH", "PYTHONDONTWRITEBYTECODE", "PGOPTIONS"}
    assert {"SITE_URL", "SECRET_KEY", "DATABASE_URL", "STATE_DIR"} <= variables()


def test_the_site_is_prepared_and_served_as_by_the_unit() -> None:
    def managed(text: str) -> list[str]:
        return re.findall(r"manage\.py (.*)$", text, re.MULTILINE)

    unit = re.search(r"^ExecStartPre=(?:.*\n)*?^ExecStart=.*$", MANUAL, re.MULTILINE)
    assert unit
    assert managed(SERVICES["prepare"]["command"][-1]) == managed(unit[0])
    assert SERVICES["prepare"]["environment"]["PGOPTIONS"] in unit[0]
    serve = re.search(r'^CMD \["(.*)"\]$', SITE, re.MULTILINE)
    assert serve
    assert serve[1].replace('", "', " ") in unit[0]
    assert "command" not in SERVICES["site"]


def test_what_runs_by_the_clock_is_what_the_manual_runs() -> None:
    services = re.findall(
        r"^ExecStart=/srv/minutes/\.venv/bin/python manage\.py (\w+)$", MANUAL, re.MULTILINE
    )
    weekly = re.findall(r"^/usr/local/bin/minutes (\w+)", MANUAL, re.MULTILINE)
    assert len(services) == len(weekly) == 2
    run = re.findall(r"manage\.py (\w+)", SERVICES["clock"]["command"][-1])
    assert set(run) == {*services, *weekly}
    shell = ["sh", "-n", "-c", SERVICES["clock"]["command"][-1].replace("$$", "$")]
    assert subprocess.run(shell, check=False).returncode == 0


@pytest.mark.slow
def test_what_is_copied_is_enough(tmp_path: Path) -> None:
    """To prepare and serve the site, with nothing else of the checkout."""
    image = tmp_path / "image"
    for name in copied(SITE):
        source, target = CHECKOUT / name, image / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    environment = {
        "SITE_URL": f"https://{HOST}",
        "SECRET_KEY": "a-key-for-tests-only-" + "0123456789" * 4,
        "DATABASE_URL": "postgres://minutes@127.0.0.1:1/minutes",
        "STATE_DIR": str(tmp_path / "state"),
        "LOG_FILE": os.devnull,
        "ACCESS_LOG": "-",
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for command in (
        ["manage.py", "check", "--deploy", "--fail-level", "DEBUG"],
        ["manage.py", "collectstatic", "--no-input"],
        ["manage.py", "write_error_pages"],
        ["-m", "gunicorn", "--config", "minutes_site/gunicorn.py", "--check-config"],
    ):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=image,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert "ただいまご利用になれません" in (tmp_path / "state/pages/503.html").read_text()


def configuration(folder: Path) -> str:
    """nginx's, as the image makes it: by the recipe's own command."""
    assert copied(NGINX) == ["docs/operating.md"]
    (command,) = re.findall(r"^RUN (sed (?:.*\\\n)+.*)$", NGINX, re.MULTILINE)
    for there, here in {
        "/tmp/operating.md": str(CHECKOUT / "docs/operating.md"),  # noqa: S108
        "/etc/nginx/conf.d/default.conf": str(folder / "default.conf"),
    }.items():
        assert there in command
        command = command.replace(there, here)
    subprocess.run(["sh", "-ec", command], env=os.environ | {"SITE_HOST": HOST}, check=True)
    return (folder / "default.conf").read_text()


def test_nginx_is_set_up_as_in_the_manual(tmp_path: Path) -> None:
    """But for two things: the name of the site, and where it is."""
    address = SERVICES["site"]["networks"]["inside"]["ipv4_address"]
    made = configuration(tmp_path)
    assert made.count(f"{address}:8000") == documented().count("127.0.0.1:8000") > 0
    assert made.count(HOST) == documented().count("minutes.example.jp") > 0
    back = made.replace(f"{address}:8000", "127.0.0.1:8000").replace(HOST, "minutes.example.jp")
    assert back == documented()


def test_no_other_container_is_given_the_address_of_the_site() -> None:
    """Engines give the lowest that is free to whoever starts first, which is the database."""
    [network] = COMPOSE["networks"]["inside"]["ipam"]["config"]
    given, all_of_it = IPv4Network(network["ip_range"]), IPv4Network(network["subnet"])
    site = ip_address(SERVICES["site"]["networks"]["inside"]["ipv4_address"])
    assert given.subnet_of(all_of_it)
    assert site in all_of_it
    assert site not in given


def test_nginx_finds_its_files_in_the_volumes() -> None:
    mounted = {volume.split(":")[1] for volume in SERVICES["nginx"]["volumes"]}
    needed = re.findall(r"(?:ssl_certificate(?:_key)?|root|alias)\s+([^;]+);", documented())
    assert len(needed) >= 5
    for path in needed:
        assert any(path.startswith(place) for place in mounted), path
    logs = set(re.findall(r"(?:access|error)_log (\S+)", documented()))
    assert logs == set(re.findall(r"/var/log/nginx/\S+", NGINX))


@pytest.mark.slow
def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("nginx is missing: apt-get install nginx-light")
    text = re.sub(r"^\s*ssl_.*;\n", "", configuration(tmp_path), flags=re.MULTILINE)
    text = (
        text.replace(" ssl;", ";")
        .replace("/var/cache/nginx", str(tmp_path))
        .replace("/var/log/nginx", str(tmp_path))
    )
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; events {{}}\nhttp {{ {text} }}")
    command = [program, "-t", "-e", tmp_path / "errors", "-c", tmp_path / "nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


FOUND = """
SELECT rolsuper, rolcreatedb, rolpassword IS NOT NULL, pg_encoding_to_char(encoding), datcollate
FROM pg_authid JOIN pg_database ON datdba = pg_authid.oid WHERE rolname = 'minutes' AND datname = 'minutes'
"""


@pytest.mark.slow
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="programs of another server")
def test_the_database_gets_an_owner_who_is_no_superuser(open_folder: Path) -> None:
    """By the script, in a server whose owner is called as in PostgreSQL's image."""
    cluster = cluster_in(open_folder / "server")
    environment = os.environ | {
        "PATH": f"{cluster.programs}:{os.environ['PATH']}",
        "PGHOST": str(cluster.folder),
        "POSTGRES_PASSWORD": 'it\'s $one of "these"',
    }

    def as_postgres(*command: str) -> str:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    cluster.begin()
    try:
        cluster.tell("CREATE ROLE postgres SUPERUSER LOGIN")
        psql = ("psql", "--username=postgres", "--quiet", "--no-align", "--tuples-only", "--command")
        as_postgres(*psql, "ALTER ROLE minutes RENAME TO of_tests", "postgres")
        as_postgres("bash", "-Eeo", "pipefail", str(CHECKOUT / "container/database.sh"))
        assert as_postgres(*psql, FOUND, "minutes") == "f|t|t|UTF8|C.UTF-8\n"
    finally:
        cluster.stop()
