"""The pages for developers speak of what there is: files, folders, modules, names of the code."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from meetings.search.facets import filters
from meetings.search.query.lexer import FIELDS
from meetings.threads.rules import RULES
from tests.test_architecture import ROOT, python_files, relative

PAGES = ["README.md", "CONTRIBUTING.md", *(relative(path) for path in sorted((ROOT / "docs").glob("*.md")))]
"""Not the decisions and the changelog, which speak of the past."""

PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|md|html|css|js|toml|txt|csv|sh|xml)")
MADE_LATER = ("STATE_DIR/", "var/")
"""Folders of a running site."""


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def code_spans(page: str) -> list[str]:
    """What a page has in backticks, but for its blocks of code."""
    prose = re.sub(r"^```.*?^```", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`]+)`", prose)


def paths_named(page: str) -> set[str]:
    """The paths among these; /addresses/, commands and placeholders such as _<name>.html are none."""
    words = {word for span in code_spans(page) for word in span.split()}
    return {word for word in words if PATH.fullmatch(word) and not word.startswith(MADE_LATER)}


@cache
def there() -> tuple[str, ...]:
    """Every file and folder of the project, with a slash in front."""
    tops = [top for top in ROOT.iterdir() if top.name not in {".git", ".venv", "var"}]
    below = [path for top in tops if top.is_dir() for path in top.rglob("*")]
    return tuple(f"/{relative(path)}" for path in [*tops, *below] if "__pycache__" not in path.parts)


def is_there(named: str) -> bool:
    """Whether it is a path from the top, or the end of one (views/threads.py)."""
    if "*" in named:
        return any(ROOT.glob(named)) or any(ROOT.glob(f"**/{named}"))
    return any(path.endswith(f"/{named.rstrip('/')}") for path in there()) or (ROOT / named).exists()


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    assert not {named for named in paths_named(page) if not is_there(named)}


def test_paths_are_seen_and_told_from_other_words() -> None:
    assert {"meetings/search/facets.py", "bin/check"} <= paths_named("CONTRIBUTING.md")
    assert not is_there("meetings/search/variants.py")
    assert is_there("views/threads.py")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text_of(page))
    assert not {link for link in links if not ((ROOT / page).parent / link).exists()}


@pytest.mark.parametrize("page", PAGES)
def test_every_module_to_run_is_there(page: str) -> None:
    modules = re.findall(r"-m ((?:tests|meetings|minutes_site)[\w.]*)", text_of(page))
    paths = [ROOT.joinpath(*module.split(".")) for module in modules]
    assert not [path for path in paths if not (path.is_dir() or path.with_suffix(".py").exists())]


def test_the_tree_of_the_readme_is_that_of_the_project() -> None:
    tree = text_of("README.md").split("## Where things are")[1].split("```")[1]
    assert set(re.findall(r"^(\w+)/", tree, re.MULTILINE)) == folders_of(ROOT) - {"var"}
    assert set(re.findall(r"^  (\w+)/", tree, re.MULTILINE)) == folders_of(ROOT / "meetings")


def folders_of(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._"}


def members_of(body: list[ast.stmt]) -> set[str]:
    """The names that the statements of a class or module give."""
    names = set()
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


@cache
def names_of_the_code() -> frozenset[str]:
    """Body, Body.habits, matter_of, LEVELS: what the modules of the app define, and members of classes."""
    members: dict[str, set[str]] = defaultdict(set)
    for path in python_files("meetings"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name in members_of(tree.body):
            members[name] |= set()
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                members[node.name] |= members_of(node.body)
    inner = {f"{name}.{member}" for name, found in members.items() for member in found}
    return frozenset(members) | inner


def names_in_the_glossary() -> set[str]:
    """What stands in backticks in the second column; parameters of searches are no names of the code."""
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", text_of("docs/glossary.md"), re.MULTILINE)
    names = {name.removesuffix("()") for cell in rows for name in re.findall(r"`([^`]+)`", cell)}
    return names - set(filters())


def test_every_name_in_the_glossary_is_in_the_code() -> None:
    assert len(names_in_the_glossary()) > 60
    assert names_in_the_glossary() - names_of_the_code() == set()


def test_every_noun_is_in_the_glossary() -> None:
    nouns = {model.__name__ for model in apps.get_app_config("meetings").get_models()}
    assert nouns <= names_in_the_glossary()


def test_every_list_of_words_is_explained() -> None:
    folder = ROOT / "meetings/importing/vocabulary"
    explained = re.findall(r"^\| `([^`]+)`", text_of(relative(folder / "README.md")), re.MULTILINE)
    assert sorted(explained) == sorted(
        path.name for path in folder.iterdir() if path.suffix in {".txt", ".csv"}
    )


def test_every_variable_of_the_environment_is_explained() -> None:
    """But PATH, and DEMO, which bin/demo sets."""
    code = "".join(path.read_text(encoding="utf-8") for path in python_files("minutes_site", "meetings"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\s*\"([A-Z_]+)", code)) - {"PATH", "DEMO"}
    table = text_of("docs/operating.md").split("## The environment")[1].split("\n## ")[0]
    assert read == set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE))


def test_every_rule_for_threads_has_its_row() -> None:
    rows = re.findall(r"^\| `(by_\w+)`", text_of("docs/threads.md"), re.MULTILINE)
    assert rows == [rule.__name__ for rule in RULES]


def test_the_help_page_has_a_word_for_every_field_of_a_query(client: Client) -> None:
    page = client.get("/help/").content.decode()
    shown = {name for word, name in FIELDS.items() if re.search(rf"(?<!\w){word}:", page)}
    assert shown == set(FIELDS.values())
