"""What a person confirmed of a body's minutes helps to read its next document."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetings import importing
from meetings.importing import Habits, ParsedDocument, read_document
from meetings.importing.habits import read_with_habits
from meetings.importing.parser.notation import openings
from meetings.importing.parser.notation.openings import FAMILIES, describe_layout
from meetings.models import SpeakerName
from tests import factories

from .accounting import unaccounted
from .first_sight import content_of, papers
from .sittings import HEAD, printed
from .test_layouts import LAYOUTS

BARE = printed(lambda label, spoken: f"{label}\n{spoken}\n")

QUOTING = (
    HEAD
    + """会長
寄せられた意見を読み上げます。
○委員　予算が足りないと思います。
○市民　道の清掃を増やしてください。
○委員　学校の周りも見てください。
○市民　広報紙が読みにくいです。
○委員　会議を公開してください。

田中委員
意見をいただき、ありがたいことです。

会長
以上で終わります。
"""
)


def read(text: str, habits: Habits | None = None) -> ParsedDocument:
    document = read_document(text.encode(), "kaigiroku.txt", habits=habits)
    assert document.outcome == "minutes", document.reason
    assert unaccounted(document) == {}
    return document


def labels(document: ParsedDocument) -> list[str]:
    return [turn.label for turn in document.meetings[0].turns if turn.kind == "speech"]


def codes(document: ParsedDocument) -> list[str]:
    return [problem.code for problem in document.problems]


def test_a_document_says_how_its_turns_open() -> None:
    assert read(BARE).layout == ("own",)
    assert read(printed(lambda label, spoken: f"○{label}　{spoken}")).layout == ("bullet:○",)
    assert describe_layout(("bullet:○", "bracket:（")) == "○の後の発言者、（）で囲んだ発言者"


def test_an_ambiguous_document_is_read_by_the_bodys_habit() -> None:
    assert "市民" in labels(read(QUOTING))
    known = read(QUOTING, Habits(layout=("own",)))
    assert labels(known) == ["会長", "田中委員", "会長"]
    assert "layout-changed" not in codes(known)


def test_a_body_that_writes_otherwise_than_before_is_noticed() -> None:
    document = read(BARE, Habits(layout=("bracket:（",)))
    assert labels(document) == labels(read(BARE))
    (problem,) = [one for one in document.problems if one.code == "layout-changed"]
    assert "覚えている書き方「（）で囲んだ発言者」と違います" in problem.message
    assert problem.proposal == "発言者だけの行"


def test_marks_that_go_with_the_confirmed_ones_are_read_too() -> None:
    text = printed(lambda label, spoken: f"{'●' if label == '事務局' else '○'}{label}　{spoken}")
    document = read(text, Habits(layout=("bullet:○",)))
    assert labels(document) == labels(read(text))
    assert "layout-changed" not in codes(document)


@pytest.mark.parametrize(("label", "code"), [("事局務", "unknown-label"), ("下水道課", "label-once")])
def test_a_confirmed_spelling_is_silent(label: str, code: str) -> None:
    text = f"{BARE}\n{label}\n次回は7月です。\n"
    assert code in codes(read(text))
    known = read(text, Habits(spellings=frozenset({label})))
    assert labels(known)[-1] == label
    assert code not in codes(known)


def test_a_confirmed_spelling_alone_opens_a_turn() -> None:
    text = f"{BARE}\nＮＰＯみどりの会の者\n次回は7月です。\n"
    assert labels(read(text))[-1] == "会長"
    assert (
        labels(read(text, Habits(spellings=frozenset({"ＮＰＯみどりの会の者"}))))[-1]
        == "ＮＰＯみどりの会の者"
    )


def test_a_misprint_of_a_confirmed_spelling_is_asked_about() -> None:
    text = f"{BARE}\n下水道課\n次回は7月です。\n\n下水課道\n工事は来年です。\n"
    document = read(text, Habits(spellings=frozenset({"下水道課"})))
    (problem,) = document.problems
    assert (problem.code, problem.proposal) == ("unknown-label", "下水道課")


def families_in_the_parser() -> Iterator[str]:
    """The families that openings.py gives its readings, as its code names them."""
    tree = ast.parse(Path(openings.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_opening", "Opening"):
            yield from texts_in(node.args[0])
        elif isinstance(node, ast.Assign) and "family" in ast.unparse(node.targets[0]):
            yield from texts_in(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name == "_after":
            yield from (
                word for one in ast.walk(node) if isinstance(one, ast.Return) for word in texts_in(one)
            )
    yield from (family for _, family in openings._AFTER_LABELS)


def texts_in(node: ast.AST) -> Iterator[str]:
    """The texts that an expression may be, as far as names and constants tell."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and isinstance(value := getattr(openings, node.id, None), str):
        yield value
    elif not isinstance(node, ast.Subscript):
        for inner in ast.iter_child_nodes(node):
            yield from texts_in(inner)


def test_every_family_of_marks_has_words() -> None:
    named = {family for family in families_in_the_parser() if len(family) > 1 and family.isascii()}
    named -= {openings._BULLET, openings._BRACKET}
    assert named >= {"own", "slash", "dots", "timed", "pair", "column"}  # or the reader of the code is blind
    assert named | {openings.TRAILING} == set(FAMILIES)
    layouts = [read_document(content_of(path), path.name).layout for path in papers()]
    seen = {family for layout in layouts for family in layout}
    assert [family for family in seen if describe_layout((family,)) == family] == []


CONFIRMED = [
    (),
    ("own",),
    ("bullet:○",),
    ("bracket:（", "own"),
    ("colon", "own"),
    ("column",),
    ("trailing",),
]


def assert_read_as_with_habits(content: bytes, name: str) -> None:
    """Habits that are looked up for a document give what habits given beforehand give."""
    alone = read_document(content, name)
    labels = {turn.label for meeting in alone.meetings for turn in meeting.turns if turn.label}
    for layout in {*CONFIRMED, alone.layout, alone.layout[:1], alone.layout[::-1]}:
        for spellings in (frozenset[str](), frozenset({"下水道の者"}), frozenset(labels)):
            habits = Habits(layout, spellings)
            wanted = read_document(content, name, habits=habits)
            found = read_document(content, name, habits=lambda _, habits=habits: habits)  # type: ignore[misc]
            assert found == wanted, habits


@pytest.mark.parametrize("layout", ["a circle before the label", "a colon", "alone on its line"])
def test_a_second_look_is_left_out_only_where_idle(layout: str) -> None:
    assert_read_as_with_habits(printed(LAYOUTS[layout]).encode(), "kaigiroku.txt")


@pytest.mark.slow
def test_a_second_look_is_left_out_rightly_in_many_papers() -> None:
    for layout in LAYOUTS.values():
        assert_read_as_with_habits(printed(layout).encode(), "kaigiroku.txt")
    for path in papers()[::4]:  # all of them take a minute
        assert_read_as_with_habits(content_of(path), path.name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("layout", "spelling", "parses"),
    [
        (["own"], None, 1),
        (["own"], "下水道の者", 1),
        (["own"], "田中委員", 2),
        (["bullet:○"], None, 2),
    ],
)
def test_a_document_is_parsed_again_only_where_habits_tell(
    layout: list[str], spelling: str | None, parses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = factories.municipality(name="つつじ野市")
    body = factories.body("つつじ野市環境審議会", town, habits={"layout": layout})
    if spelling:
        SpeakerName.objects.create(
            speaker=factories.speaker("会長", "office", body=body), body=body, name=spelling
        )
    counts = {"read": 0, "parse": 0}

    def counted(name: str) -> object:
        original = getattr(importing, name)

        def call(*args: object, **options: object) -> object:
            counts[name] += 1
            return original(*args, **options)

        return call

    for name in counts:
        monkeypatch.setattr(importing, name, counted(name))
    text = BARE + "\n田中委員\n賛成します。\n"
    read_with_habits(text.encode(), "kaigiroku.txt")
    assert counts == {"read": 1, "parse": parses}
