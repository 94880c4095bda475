"""Change one line of the product, run the tests of its subject, and say which changes no test noticed.

python -m tests.mutation meetings/archive --sample 40 --seed 1

It works in a copy of the checkout under /tmp, with a database server of its own. The same seed on the same
code makes the same changes. A change that survives wants a test, unless the program means the same with it.
"""

import argparse
import ast
import copy
import difflib
import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
TESTS = {
    "meetings/admin": ["tests/admin"],
    "meetings/archive": ["tests/archive"],
    "meetings/importing": ["tests/importing"],
    "meetings/models": [
        "tests/models",
        "tests/test_architecture.py",
        "tests/web",
        "tests/admin",
        "tests/archive",
    ],
    "meetings/search": ["tests/search", "tests/web/test_search*.py"],
    "meetings/threads": ["tests/threads", "tests/*/test_threads*.py"],
    "meetings/management": ["tests/importing", "tests/archive", "tests/search"],
    "meetings": ["tests/web"],
    "minutes_site": ["tests/test_*.py", "tests/web"],
}
"""The tests of each package; of the packages that hold a file the longest counts."""

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


def with_field(node: ast.AST, field: str, value: object) -> str:
    """The text of the node with another value in one of its fields."""
    changed = copy.copy(node)
    setattr(changed, field, value)
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
        self.environment = {
            name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "STATE_DIR"}
        }
        self.environment |= {"DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
        connecting = "from django.db import connection; connection.ensure_connection(); input()"
        self.server = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup(); {connecting}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
        )

    def test(self, tests: list[str], marks: str, seconds: float | None = None) -> tuple[bool, str]:
        """Whether the tests pass, and what they printed; running out of time is failing."""
        paths = [str(path) for name in tests for path in sorted(self.folder.glob(name))]
        options = ["-x", "-q", "--tb=line", "--reuse-db", "--failed-first", "-m", marks]
        try:
            run = subprocess.run(
                [sys.executable, "-m", "pytest", *options, *paths],
                cwd=self.folder,
                env=self.environment,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False, "timeout"
        return run.returncode in {0, 5}, run.stdout + run.stderr  # 5: no test has these marks

    def close(self) -> None:
        self.server.communicate(b"\n")
        shutil.rmtree(self.folder)


def tests_for(path: str) -> list[str]:
    """The tests of the package that holds the file."""
    return TESTS[max((package for package in TESTS if path.startswith(package)), key=len)]


def run(mutants: list[Mutant], chosen_tests: list[str], *, also_slow: bool) -> list[Mutant]:
    """Try every change, print what came of it, and return those that no test noticed."""
    kinds = ["not slow and not browser", *(["slow and not browser"] if also_slow else [])]
    copied = Copy()
    seconds: dict[tuple[str, ...], float] = {}
    survivors = []
    try:
        for number, mutant in enumerate(mutants, 1):
            tests, file = chosen_tests or tests_for(mutant.path), copied.folder / mutant.path
            if tuple(tests) not in seconds:
                began = time.monotonic()
                for kind in kinds:
                    passed, printed = copied.test(tests, kind)
                    if not passed:
                        sys.exit(f"the tests fail on the code as it is:\n{printed}")
                seconds[tuple(tests)] = time.monotonic() - began
            source = file.read_bytes()
            cached = Path(importlib.util.cache_from_source(str(file)))
            cached.unlink(missing_ok=True)
            file.write_bytes(mutant.apply(source))
            patience = 60 + 5 * seconds[tuple(tests)]  # a machine that others use may be slow for a while
            survived = all(copied.test(tests, kind, seconds=patience)[0] for kind in kinds)
            file.write_bytes(source)
            cached.unlink(missing_ok=True)
            survivors += [mutant] * survived
            outcome = "SURVIVED" if survived else "noticed "
            print(f"{number}/{len(mutants)} {outcome} {mutant.describe(source)}", flush=True)  # noqa: T201
        for tests in map(list, seconds):  # a broken copy would notice everything
            if not copied.test(tests, kinds[0])[0]:
                sys.exit("the tests no longer pass on the code as it was: these results are worth nothing")
    finally:
        copied.close()
    return survivors


def main() -> None:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("places", nargs="+", help="packages or files, as meetings/archive")
    parser.add_argument("--sample", type=int, default=40, help="how many changes to try (0: all of them)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="+", default=[], help="instead of the tests of the package")
    parser.add_argument(
        "--slow", action="store_true", help="show what survives to the tests marked slow as well"
    )
    asked = parser.parse_args()
    files = sorted(
        path
        for place in asked.places
        for path in ([CHECKOUT / place] if place.endswith(".py") else (CHECKOUT / place).rglob("*.py"))
        if "migrations" not in path.parts
    )
    found = [
        mutant for path in files for mutant in mutants_of(str(path.relative_to(CHECKOUT)), path.read_bytes())
    ]
    chosen = random.Random(asked.seed).sample(found, min(asked.sample or len(found), len(found)))
    chosen.sort(key=lambda mutant: (mutant.path, mutant.start))
    survivors = run(chosen, asked.tests, also_slow=asked.slow)
    print(f"\n{len(survivors)} of {len(chosen)} survived ({len(found)} changes are possible):")  # noqa: T201
    for mutant in survivors:
        print(mutant.describe((CHECKOUT / mutant.path).read_bytes()))  # noqa: T201


if __name__ == "__main__":
    main()
