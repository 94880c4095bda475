"""The rules of docs/architecture.md, held by reading the code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APP = "meetings"
ANYTHING = frozenset({"*"})

IMPORTED_BY_NOBODY = {"admin", "management"}

WITHOUT_DJANGO = (
    "meetings.importing.readers",
    "meetings.importing.parser",
    "meetings.eras",
    "meetings.characters",
)
LONGEST_NAME = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "services", "lib"}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def path_of(module: str) -> Path | None:
    base = ROOT.joinpath(*module.split("."))
    found = [path for path in (base / "__init__.py", base.with_suffix(".py")) if path.exists()]
    return found[0] if found else None


@cache
def may_import() -> dict[str, frozenset[str]]:
    """What each part of the app may import of the others, as the table of docs/architecture.md says."""
    table = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `meetings/(\w+)(?:/|\.py)` \|.*\| ([^|]+) \|$", table, re.MULTILINE)
    words = {"nothing": frozenset[str](), "anything": ANYTHING}
    return {part: words.get(cell, frozenset(cell.split(", "))) for part, cell in rows}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def statements(tree: ast.AST, when_loaded_only: bool) -> Iterator[ast.AST]:
    """Every node; or those that run when the module is loaded, and not for mypy alone."""
    for node in ast.iter_child_nodes(tree):
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for_mypy = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if when_loaded_only and (is_function or for_mypy):
            continue
        yield node
        yield from statements(node, when_loaded_only)


@cache
def imports_of(path: Path, when_loaded_only: bool = False) -> frozenset[str]:
    """The modules that a file imports, by full name: of `from a import b` a.b, or a if b is no module."""
    own = module_name(path)
    package = own if path.name == "__init__.py" else own.rpartition(".")[0]
    found = set()
    for node in statements(tree_of(path), when_loaded_only):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                found.add(inner if path_of(inner) else source)
    return frozenset(found)


def test_the_reader_of_imports_sees_them() -> None:
    """Relative imports, those of other files, and those inside functions."""
    models = ROOT / "meetings/models"
    assert {"meetings.models.meeting", "django.db.models"} <= imports_of(models / "turn.py")
    assert "django.db" in reached_from("meetings.models.turn")
    assert "meetings.models.meeting" in imports_of(models / "body.py")
    assert "meetings.models.meeting" not in imports_of(models / "body.py", when_loaded_only=True)


def part_of(module: str) -> str | None:
    """The part of the app that a module belongs to; None outside the app, and for the bare package."""
    parts = module.split(".")
    return parts[1] if parts[0] == APP and len(parts) > 1 else None


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_table_names_every_part_and_no_other() -> None:
    parts = {part_of(module_name(path)) for path in python_files(APP)} - {None}
    assert parts == may_import().keys()
    assert frozenset().union(*may_import().values()) <= parts | ANYTHING


def test_imports_go_one_way() -> None:
    """Those inside functions too."""
    wrong = []
    for path in python_files(APP):
        part = part_of(module_name(path))
        if part is None:
            continue
        for module in imports_of(path):
            other = part_of(module)
            if other in {None, part}:
                continue
            if other in IMPORTED_BY_NOBODY:
                wrong.append(f"{relative(path)} imports {module}, which nothing may import")
            elif not may_import()[part] & {other, *ANYTHING}:
                wrong.append(
                    f"{relative(path)} imports {module}: meetings/{part} may not use meetings/{other}"
                )
    assert not wrong, "\n".join(wrong)


def test_the_project_imports_nothing_of_the_app() -> None:
    """minutes_site has no domain words: nothing of it imports the app's code."""
    wrong = [
        f"{relative(path)} imports {module}"
        for path in python_files("minutes_site")
        for module in imports_of(path)
        if module.split(".")[0] == APP
    ]
    assert not wrong, "\n".join(wrong)


def reached_from(module: str) -> dict[str, str]:
    """All that loading a module loads, each with what asked for it; packages load their __init__ too."""
    asked: dict[str, str] = {}
    waiting = [(module, "")]
    while waiting:
        name, asker = waiting.pop()
        if name in asked:
            continue
        asked[name] = asker
        parents = name.split(".")
        waiting += [(".".join(parents[:n]), name) for n in range(1, len(parents))]
        path = path_of(name)
        if path is not None:
            waiting += [(imported, name) for imported in imports_of(path, when_loaded_only=True)]
    return asked


def test_readers_and_parser_run_without_django() -> None:
    wrong = []
    for path in python_files(APP):
        module = module_name(path)
        if not module.startswith(WITHOUT_DJANGO):
            continue
        for name, asker in reached_from(module).items():
            if name.split(".")[0] == "django":
                wrong.append(f"{module} loads {name}, asked for by {asker}")
    assert not wrong, "\n".join(sorted(wrong))


QUERIES_NAME_LATER_NOUNS = {
    "agenda_item": {"turn"},
    "body": {"meeting", "reader"},
    "meeting": {"turn"},
    "municipality": {"meeting", "speaker", "turn"},
    "source_document": {"correction", "former_version", "meeting", "turn"},
    "speaker": {"turn"},
}
"""Files of meetings/models, and the later nouns that methods of their querysets ask about and import."""


def nouns_of(path: Path, when_loaded_only: bool) -> set[str]:
    """The files of meetings/models that a file imports."""
    before = "meetings.models."
    names = {name for name in imports_of(path, when_loaded_only) if name.startswith(before)}
    return {name.removeprefix(before) for name in names} - {path.stem}


def test_models_load_without_going_in_circles() -> None:
    graph = {path.stem: nouns_of(path, when_loaded_only=True) for path in python_files("meetings/models")}

    def visit(noun: str, trail: tuple[str, ...]) -> None:
        assert noun not in trail, " → ".join([*trail[trail.index(noun) :], noun])
        for other in graph[noun]:
            visit(other, (*trail, noun))

    for noun in graph:
        visit(noun, ())


def test_only_queries_name_later_nouns() -> None:
    found = {}
    for path in python_files("meetings/models"):
        later = nouns_of(path, when_loaded_only=False) - nouns_of(path, when_loaded_only=True)
        if later:
            found[path.stem] = later
    assert found == QUERIES_NAME_LATER_NOUNS


def hidden_imports(path: Path) -> list[str]:
    """The lines inside functions that import some of the app."""
    return [
        ast.unparse(node)
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith(APP))
    ]


def test_no_import_hides_in_a_function() -> None:
    """But those of the models' queries: a circle between other files is taken apart, not hidden."""
    hidden = {relative(path): hidden_imports(path) for path in python_files(APP)}
    models = {f"{APP}/models/{noun}.py" for noun in QUERIES_NAME_LATER_NOUNS}
    assert {name for name, lines in hidden.items() if lines} == models


def test_no_drawer_for_odds_and_ends() -> None:
    places = [path for folder in ("meetings", "minutes_site", "tests") for path in (ROOT / folder).rglob("*")]
    drawers = [relative(path) for path in places if path.stem in DRAWERS and "__pycache__" not in path.parts]
    assert not drawers, f"give these the name of what they do: {', '.join(drawers)}"


def test_no_name_of_a_test_is_too_long_to_read() -> None:
    long = [
        f"{relative(path)}: {name}"
        for path in python_files("tests")
        for name in re.findall(r"^ *def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if len(name) > LONGEST_NAME
    ]
    assert not long, "\n".join(long)


def test_no_three_files_have_the_same_name() -> None:
    """Who opens a file by its name should find the one they mean."""
    names = Counter(path.name for path in python_files(APP, "minutes_site"))
    named_by_django = {"__init__.py", "urls.py"}
    often = [name for name, times in names.items() if times > 2 and name not in named_by_django]
    assert not often, f"give these more telling names: {', '.join(often)}"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def written_files() -> list[Path]:
    """What we write by hand; not what others have written, and not invented or real minutes."""
    places = [
        path
        for folder in ("meetings", "minutes_site", "templates", "static", "tests", "docs", "bin")
        for path in (ROOT / folder).rglob("*")
    ]
    kinds = {".py", ".html", ".css", ".js", ".md", ".sh", ".xml", ".txt", ""}
    outside = {"vendor", "__pycache__", "documents"}
    return [
        path for path in places if path.is_file() and path.suffix in kinds and not outside & set(path.parts)
    ]


def test_nothing_is_left_to_do_in_the_code() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    left = [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in written_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if mark.search(line)
    ]
    assert not left, "\n".join(left)


IN_TEMPLATES = {
    r"\|\s*safe\b": "|safe on text that came from documents",
    r"{%\s*autoescape\s+off": "escaping turned off",
    r"\sstyle\s*=": "an inline style (the policy default-src 'self' blocks it)",
    r"<style\b": "an inline style sheet (the policy default-src 'self' blocks it)",
    r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")": "an inline script",
    r"\son[a-z]+\s*=\s*[\"']": "an inline event handler",
    r"javascript:": "a javascript: address",
}


def test_templates_are_escaped_and_pass_the_policy() -> None:
    wrong = []
    for path in sorted((ROOT / "templates").rglob("*")):
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        for pattern, what in IN_TEMPLATES.items():
            for found in re.finditer(pattern, text):
                line = text.count("\n", 0, found.start()) + 1
                wrong.append(f"{relative(path)}:{line}: {what}")
    assert not wrong, "\n".join(wrong)
