"""Change one line of the product, run the tests of its subject, and say which changes no test noticed.

python -m tests.mutation meetings/archive --sample 40 --seed 1

It works in a copy of the checkout under /tmp, with a database server of its own. At first it writes down
which functions each test calls; a change is then shown to the tests that call the changed function, the
nearest first. The same seed on the same code makes the same changes. A change that survives wants a test,
unless the program means the same with it.
"""

import argparse
import ast
import copy
import difflib
import importlib
import importlib.util
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
LIBRARIES = ["django.core.management", "django.db.models", "django.forms", "docx", "hypothesis", "lxml.html"]
LIBRARIES += ["psycopg2", "pypdfium2", "sudachipy"]
"""Loaded once; each run of tests begins as a fork of this process."""

OTHER_OPERATOR: dict[type, ast.AST] = {
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(), ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(), ast.In: ast.NotIn(), ast.NotIn: ast.In(), ast.Is: ast.IsNot(), ast.IsNot: ast.Is(),
    ast.And: ast.Or(), ast.Or: ast.And(), ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Add(),
    ast.BitOr: ast.BitAnd(), ast.BitAnd: ast.BitOr(), ast.Break: ast.Continue(), ast.Continue: ast.Break(),
}  # fmt: skip
NOT_BEHAVIOUR = {
    "verbose_name",
    "verbose_name_plural",
    "help_text",
    "strict",
    "chunk_size",
    "batch_size",
    "maxsize",
}
"""Keywords whose values are for people or for speed."""
SKIPPED_FUNCTIONS = {"__str__", "__repr__", "__hash__"}
SKIPPED_CALLS = ("logger.", "log.", "warnings.")


@dataclass(frozen=True)
class Mutant:
    """One change of a file: these characters (as UTF-8 bytes) are replaced."""

    path: str
    line: int
    start: int
    end: int
    replacement: str

    def apply(self, source: bytes) -> bytes:
        return source[: self.start] + self.replacement.encode() + source[self.end :]

    def describe(self, source: bytes) -> str:
        before, after = (text.decode().splitlines() for text in (source, self.apply(source)))
        changed = [
            line for line in difflib.unified_diff(before, after, lineterm="", n=0) if line[:2] != "@@"
        ][2:]
        return "\n".join([f"{self.path}:{self.line}", *(f"    {line}" for line in changed)])


def behaviour(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below that decide what the program does: no types, docstrings or words for people."""
    yield node
    left_out: list[ast.AST | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        left_out += [one for one in node.decorator_list if "dataclass" in ast.unparse(one)]
    for child in ast.iter_child_nodes(node):
        if child in left_out or isinstance(child, ast.JoinedStr | ast.Import | ast.ImportFrom):
            continue
        if isinstance(child, ast.FunctionDef) and child.name in SKIPPED_FUNCTIONS:
            continue
        if isinstance(child, ast.keyword) and child.arg in NOT_BEHAVIOUR:
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield from behaviour(child)


def changes(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The changes of this node alone: what is replaced, and by what."""
    operator = getattr(node, "op", None)
    match node:
        case ast.Compare(ops=[compared]) if type(compared) in OTHER_OPERATOR:
            yield node, with_field(node, "ops", [OTHER_OPERATOR[type(compared)]])
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(operator) in OTHER_OPERATOR:
            yield node, with_field(node, "op", OTHER_OPERATOR[type(operator)])
        case ast.UnaryOp(op=ast.Not()):
            yield node, f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool()):
            yield node, str(not node.value)
        case ast.Constant(value=int() | float()):
            yield node, str(node.value + 1)
            yield node, f"({node.value - 1})"
        case ast.If() | ast.IfExp() | ast.While() if not isinstance(node.test, ast.UnaryOp | ast.Compare):
            yield node.test, f"(not ({ast.unparse(node.test)}))"
        case ast.comprehension(ifs=[condition]):
            yield condition, "True"
        case ast.Slice():
            for bound in ("lower", "upper"):
                if getattr(node, bound):
                    yield node, with_field(node, bound, None)
        case ast.stmt():
            yield from ((node, shorter) for shorter in shorter_statements(node))


def shorter_statements(node: ast.stmt) -> Iterator[str]:
    """What stands in the place of a statement that does less."""
    match node:
        case ast.Return(value=value) if value and not (
            isinstance(value, ast.Constant) and value.value is None
        ):
            yield "return None"
        case ast.Expr(value=ast.Call()) if not ast.unparse(node).startswith(SKIPPED_CALLS):
            yield "pass"
        case ast.Raise():
            yield "pass"
        case ast.Break() | ast.Continue():
            yield ast.unparse(OTHER_OPERATOR[type(node)])


def with_field(node: ast.AST, name: str, value: object) -> str:
    """The text of the node with another value in one of its fields."""
    changed = copy.copy(node)
    setattr(changed, name, value)
    return ast.unparse(changed)


def mutants_of(path: str, source: bytes) -> Iterator[Mutant]:
    """Every change of a file that is still Python."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in behaviour(ast.parse(source)):
        for place, replacement in changes(node):
            start = starts[place.lineno - 1] + place.col_offset
            end = starts[place.end_lineno - 1] + place.end_col_offset
            mutant = Mutant(path, place.lineno, start, end, replacement)
            try:
                if ast.dump(ast.parse(mutant.apply(source))) != ast.dump(ast.parse(source)):
                    yield mutant
            except SyntaxError:
                continue


@dataclass
class Calls:
    """A plugin of pytest: which functions of the product each test calls, and its seconds."""

    folder: str
    found: dict[str, tuple[float, list[str]]] = field(default_factory=dict)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        functions = set()

        def note(frame: FrameType, event: str, argument: object) -> None:
            if frame.f_code.co_filename.startswith(self.folder):
                functions.add(frame.f_code)

        began = time.process_time()
        sys.settrace(note)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            names = {
                f"{os.path.relpath(code.co_filename, self.folder)}:{code.co_firstlineno}"
                for code in functions
            }
            self.found[item.nodeid] = time.process_time() - began, sorted(names)

    def pytest_sessionfinish(self) -> None:
        Path(self.folder, "calls.json").write_text(json.dumps(self.found))


@dataclass
class InThisOrder:
    """A plugin of pytest: these tests alone, the first first."""

    names: list[str]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        place = {name: number for number, name in enumerate(self.names)}
        items[:] = sorted((one for one in items if one.nodeid in place), key=lambda one: place[one.nodeid])


class Copy:
    """A copy of the checkout whose tests can be run; its database server stays up until it is closed."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"mutation-of-{CHECKOUT.name}-", dir="/tmp"))
        self.folder.chmod(0o755)  # PostgreSQL does not run as root
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        files = subprocess.run(listing, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, files.split("\0")):
            if (CHECKOUT / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CHECKOUT / name, self.folder / name)
        (self.folder / ".venv").symlink_to(sys.prefix)
        self.calls: dict[str, tuple[float, list[str]]] = {}
        os.environ["DJANGO_SETTINGS_MODULE"] = "minutes_site.settings"
        for name in ("DATABASE_URL", "STATE_DIR"):
            os.environ.pop(name, None)
        connecting = "from django.db import connection; connection.ensure_connection(); input()"
        self.server = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup(); {connecting}"],
            cwd=self.folder,
            stdin=subprocess.PIPE,
        )
        for name in LIBRARIES:
            importlib.import_module(name)

    def test(self, arguments: list[str], plugin: object, seconds: float = 3600) -> tuple[bool, str]:
        """Whether the tests pass, and what they printed; running out of time is failing."""
        printed = self.folder / "printed"
        child = os.fork()
        if not child:
            os.setsid()
            os.chdir(self.folder)
            os.dup2(os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            os.dup2(1, 2)
            sys.dont_write_bytecode = False
            sys.path[:] = [str(self.folder), *(one for one in sys.path if Path(one).resolve() != CHECKOUT)]
            for name in [one for one in sys.modules if one.split(".")[0] == "tests"]:
                del sys.modules[name]
            options = ["-x", "-q", "--tb=line", "--reuse-db", "--hypothesis-profile", "quick"]
            os._exit(pytest.main([*options, "-p", "no:cacheprovider", *arguments], plugins=[plugin]))
        ends = time.monotonic() + seconds
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status) == 0, printed.read_text(errors="replace")
            if time.monotonic() > ends:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return False, "timeout"
            time.sleep(0.02)

    def learn(self, tests: list[str], marks: str) -> None:
        """Run all the tests once and keep what each of them calls."""
        passed, printed = self.test([*tests, "-m", marks], Calls(str(self.folder)))
        if not passed:
            sys.exit(f"the tests fail on the code as it is:\n{printed}")
        self.calls = json.loads((self.folder / "calls.json").read_text())

    def nearest(self, mutant: Mutant, source: bytes) -> list[str]:
        """The tests that call the changed function; for what stands in no function all, its file's first."""
        inner = f"{mutant.path}:{function_around(mutant.line, source)}"
        in_file = inner.endswith(":0")
        near = re.compile(f"{re.escape(mutant.path)}:.*" if in_file else re.escape(inner))
        chosen = {name for name, (_, called) in self.calls.items() if any(map(near.fullmatch, called))}
        module = Path(mutant.path).stem

        def distance(name: str) -> tuple[bool, bool, int, str, float]:
            file = name.split("::")[0]
            return name not in chosen, module not in file, -files[file], file, self.calls[name][0]

        files = Counter(name.split("::")[0] for name in chosen)
        return sorted(self.calls if in_file else chosen, key=distance)

    def close(self) -> None:
        self.server.communicate(b"\n")
        shutil.rmtree(self.folder)


def function_around(line: int, source: bytes) -> int:
    """The line at which the innermost function around a line begins; 0 where there is none."""
    around = [
        min([node.lineno, *(one.lineno for one in node.decorator_list)])
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, default=0)


def survives(copied: Copy, mutant: Mutant) -> bool:
    """Whether no test notices the change."""
    file = copied.folder / mutant.path
    source = file.read_bytes()
    cached = Path(importlib.util.cache_from_source(str(file)))
    tests = copied.nearest(mutant, source)
    patience = 60 + 5 * sum(copied.calls[name][0] for name in tests)  # others may use this machine
    cached.unlink(missing_ok=True)
    file.write_bytes(mutant.apply(source))
    try:
        return (
            not tests
            or copied.test(sorted({one.split("::")[0] for one in tests}), InThisOrder(tests), patience)[0]
        )
    finally:
        file.write_bytes(source)
        cached.unlink(missing_ok=True)


def run(mutants: list[Mutant], tests: list[str], marks: str) -> list[Mutant]:
    """Try every change, print what came of it, and return those that no test noticed."""
    copied = Copy()
    survivors = []
    try:
        copied.learn(tests, marks)
        for number, mutant in enumerate(mutants, 1):
            survived = survives(copied, mutant)
            survivors += [mutant] * survived
            outcome = "SURVIVED" if survived else "noticed "
            shown = mutant.describe((CHECKOUT / mutant.path).read_bytes())
            print(f"{number}/{len(mutants)} {outcome} {shown}", flush=True)  # noqa: T201
        if not copied.test([*tests, "-m", marks], InThisOrder(list(copied.calls)[:50]))[0]:
            sys.exit("the tests no longer pass on the code as it was: these results are worth nothing")
    finally:
        copied.close()
    return survivors


def main() -> None:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("places", nargs="+", help="packages, files or lines, as meetings/eras.py:20")
    parser.add_argument("--sample", type=int, default=40, help="changes to try of each package (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="+", default=["tests"], help="the tests that may notice")
    parser.add_argument("--marks", default="not slow and not browser", help="which of them, as for pytest -m")
    asked = parser.parse_args()
    chosen: list[Mutant] = []
    for place in asked.places:
        name, _, line = place.partition(":")
        path = CHECKOUT / name
        files = (
            [path] if path.is_file() else [one for one in path.rglob("*.py") if "migrations" not in one.parts]
        )
        found = [
            mutant
            for file in sorted(files)
            for mutant in mutants_of(str(file.relative_to(CHECKOUT)), file.read_bytes())
            if line in ("", str(mutant.line))
        ]
        chosen += random.Random(asked.seed).sample(found, min(asked.sample or len(found), len(found)))
    chosen.sort(key=lambda mutant: (mutant.path, mutant.start))
    survivors = run(chosen, asked.tests, asked.marks)
    for place in asked.places:
        tried, lost = (
            sum(f"{one.path}:{one.line}".startswith(place) for one in some) for some in (chosen, survivors)
        )
        print(f"{place}: {lost} of {tried} survived")  # noqa: T201
    for mutant in survivors:
        print(mutant.describe((CHECKOUT / mutant.path).read_bytes()))  # noqa: T201


if __name__ == "__main__":
    main()
