"""Speakers told apart, in the exchange format: known by who they are, whatever their numbers."""

from typing import Any

import pytest

from meetings.archive.dumping import Selection, dump
from meetings.models import DistinctSpeakers, Municipality, Speaker
from tests import factories

from .lines import CITY, body, load

pytestmark = pytest.mark.django_db

COUNCIL = body("council", "審議会", municipality=CITY)


def who(name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "person", "name": name, "municipality": "992011", **more}


ONE, OTHER = who("若葉 薫"), who("若葉　薫")
APART = {"type": "distinct_speakers", "one": ONE, "other": OTHER}
SPEAKERS = [{"type": "speaker", **each, "number": n} for n, each in ((7, ONE), (8, OTHER))]


def names() -> list[tuple[str, str]]:
    return [(pair.one.name, pair.other.name) for pair in DistinctSpeakers.objects.all()]


def test_a_pair_is_loaded_once() -> None:
    report, broken = load(COUNCIL, *SPEAKERS, APART)
    assert (broken, report.added["distinct_speakers"]) == ([], 1)
    report, broken = load(APART, APART | {"one": OTHER, "other": ONE})
    assert (broken, +report.added, report.known["distinct_speakers"]) == ([], {}, 2)
    assert names() == [("若葉 薫", "若葉　薫")]


def test_a_dump_has_it_and_loads_elsewhere() -> None:
    load(COUNCIL, *SPEAKERS, APART)
    lines = list(dump(Selection()))
    assert [line for line in lines if line.get("type") == "distinct_speakers"] == [APART]
    Speaker.objects.all().delete()
    factories.speaker("楓 進", pk=7)  # its number is taken here
    report, broken = load(*lines)
    assert (broken, report.added["distinct_speakers"], report.renumbered) == ([], 1, 1)
    assert set(names()[0]) == {"若葉 薫", "若葉　薫"}


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"other": who("楓 進")}, "other", "この発言者は、前の行にも登録にもありません。"),
        ({"one": who("委員", kind="anonymous", municipality=None)}, "one", "この発言者は、前の行"),
        ({"other": who("若葉 薫", body="nowhere")}, "other.body", "nowhere の会議体はありません"),
        ({"other": who("若葉 薫", municipality="992020")}, "other.municipality", "未登録です"),
        ({"other": ONE}, "one", "別々の発言者を二人"),
        ({"other": None}, "other", "書かれていません"),
        ({"other": "若葉 薫"}, "other", "{ } で囲んだ"),
    ],
)
def test_who_is_not_there_is_named(changes: dict[str, Any], where: str, words: str) -> None:
    load(COUNCIL, *SPEAKERS)
    _, [broken] = load(APART | changes)
    assert (broken.where, words in broken.reason) == (where, True), str(broken)
    assert names() == []


def test_a_town_that_is_new_has_no_speakers() -> None:
    load(COUNCIL, *SPEAKERS)
    town = {"code": "992020", "name": "朝凪市", "prefecture": "みのり県"}
    _, [broken] = load(APART | {"other": who("若葉 薫", municipality=town)}, skip_broken=True)
    assert broken.where == "other"
    assert not Municipality.objects.filter(code="992020").exists()


def test_it_goes_with_both_of_its_speakers_and_never_public() -> None:
    load(COUNCIL, *SPEAKERS, APART)
    council = factories.body("別の審議会", Municipality.objects.get())
    for speaker in Speaker.objects.all():
        factories.turn(factories.meeting(council), speaker=speaker)
    assert chosen(Selection(body=council)) == 1
    assert chosen(Selection(public_only=True)) == 0
    other = factories.body("さらに別の審議会", Municipality.objects.get())
    factories.turn(factories.meeting(other), speaker=Speaker.objects.get(pk=7))
    assert chosen(Selection(body=other)) == 0


def chosen(selection: Selection) -> int:
    return sum(line.get("type") == "distinct_speakers" for line in dump(selection))
