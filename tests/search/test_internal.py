"""Internal turns stand in an index of their own, are found as public ones are, and by nobody else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from meetings.models import (
    ArchiveWord,
    Assignment,
    InternalTurnIndex,
    InternalWordForm,
    Meeting,
    Reader,
    SpeakerName,
    Turn,
    TurnIndex,
    WordForm,
)
from meetings.models.assignment import Scope
from meetings.models.reader import VISITOR
from meetings.search import checking
from meetings.search.checking import differences
from meetings.search.engine import hits_within
from meetings.search.indexing import index_meetings, index_turns
from meetings.search.internal import InternalHits, search_internal
from meetings.search.reindexing import Reindexing, wanting_meetings
from meetings.search.request import Mode, Order
from meetings.search.request import Scope as Within
from tests import factories as make
from tests.search.asking import ask, found, request
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

OFFICE = Reader(internal=True)


def ask_internal(typed: str, reader: Reader = OFFICE, size: int = 50, **options: Any) -> InternalHits:
    return search_internal(request(typed, **options), InternalTurnIndex.objects.readable_by(reader), size)


def found_internal(typed: str, **options: Any) -> list[str]:
    """The texts of the hits, in the order of the answer."""
    return [hit.turn.text for hit in ask_internal(typed, **options).hits]


@pytest.fixture
def archive() -> list[Meeting]:
    """Two days of a town's school lunches, public."""
    town = make.municipality("潮見野市")
    body = make.body("潮見野市給食審議会", town)
    chair = make.speaker("会長", "office", body=body)
    first = make.meeting(body, title="第1回給食審議会", date=datetime.date(2024, 4, 1))
    fees = make.item(first, "給食費の改定について")
    make.turn(first, "これより給食費の改定を議題といたします。", label="会長", speaker=chair, item=fees)
    make.turn(first, "給食費は月に三千円です。給食費の内訳を示します。", label="事務局", item=fees)
    make.turn(first, "サーバの費用を伺います。学校給食とは別です。", label="委員", item=fees)
    make.turn(first, "献立を見直しました。", label="事務局", municipality=town)
    second = make.meeting(body, title="第2回給食審議会", date=datetime.date(2024, 9, 2))
    make.turn(second, "給食の献立について、学校と相談します。", label="会長", speaker=chair)
    make.turn(second, "京都の例を調べました。東京都の例も見直します。", label="委員")
    index_everything()
    return [first, second]


QUERIES: list[tuple[str, dict[str, Any]]] = [
    ("給食", {}),
    ("給食", {"order": Order.OLDEST}),
    ("給食", {"order": Order.NEWEST}),
    ("学校給食", {}),
    ("給食費の内訳", {}),
    ("サーバー", {}),
    ("3000円", {}),
    ("見直す", {}),
    ("京都", {}),
    ("京都", {"mode": Mode.STRING}),
    ("給", {"mode": Mode.STRING}),
    ('"給食費は"', {}),
    ("給食 -献立", {}),
    ("-給食", {}),
    ("献立 OR 内訳", {}),
    ("給食 OR 学校と相談", {}),
    ("費用 NEAR/10 サーバ", {}),
    ("内訳 献立", {"scope": Within.MEETING}),
    ("内訳 議題", {"scope": Within.ITEM}),
    ("発言者:会長", {}),
    ("発言者:会長 OR 内訳", {}),
    ("会議:第2回 給食", {}),
    ("自治体:潮見野市 献立", {}),
    ("議題:改定 給食", {}),
    ("給食 from:2024-09-01", {}),
    ("年度:令和6 給食", {}),
    ("", {}),
]


@pytest.mark.parametrize(("typed", "options"), QUERIES)
def test_it_is_found_as_if_it_were_public(archive: list[Meeting], typed: str, options: Any) -> None:
    as_public = found(typed, **options)
    assert as_public
    Meeting.objects.update(visibility="internal")
    index_everything()
    assert found_internal(typed, **options) == as_public
    assert found(typed, **options) == []


def test_words_around_a_hit_are_marked(archive: list[Meeting]) -> None:
    Meeting.objects.update(visibility="internal")
    index_everything()
    (hit,) = ask_internal("サーバー").hits
    assert [piece.text for piece in hit.excerpt.pieces if piece.is_hit] == ["サーバ"]
    meeting = Meeting.objects.get(pk=archive[0].pk)
    assert hits_within(request("サーバー"), meeting).numbers == (3,)


def test_a_turn_moves_with_its_meeting(archive: list[Meeting]) -> None:
    for visibility, counts in (("internal", (2, 4)), ("closed", (2, 0)), ("public", (6, 0))):
        Meeting.objects.filter(pk=archive[0].pk).update(visibility=visibility)
        index_meetings([archive[0].pk])
        assert (TurnIndex.objects.count(), InternalTurnIndex.objects.count()) == counts
        assert list(differences()) == []


GONE = {"status": "withdrawn", "withdrawn_on": "2024-05-01", "withdrawn_reason": "誤り"}


@pytest.mark.parametrize(
    "state", [{"status": "draft"}, {"status": "review"}, GONE, {"visibility": "closed"}], ids=str
)
def test_what_is_not_internal_is_in_neither_index(state: dict[str, Any]) -> None:
    meeting = make.meeting(**({"visibility": "internal"} | state))
    make.turn(meeting, "給食です。")
    index_everything()
    assert not InternalTurnIndex.objects.exists()
    assert not TurnIndex.objects.exists()


def test_a_withdrawn_turn_of_an_internal_meeting_is_gone() -> None:
    meeting = make.meeting(visibility="internal")
    turn = make.turn(meeting, "給食です。")
    index_everything()
    Turn.objects.filter(pk=turn.pk).update(withdrawn_on="2024-05-01", withdrawn_reason="誤り")
    assert ask_internal("給食").hits == ()  # also where nobody has written the index again
    index_turns([turn.pk])
    assert ask_internal("給食").count == 0


def test_rows_go_with_their_turns() -> None:
    meeting = make.meeting(visibility="internal", status="draft")
    turn = make.turn(meeting, "給食です。")
    Meeting.objects.update(status="published")
    index_everything()
    assert InternalTurnIndex.objects.count() == 1
    Turn.objects.filter(pk=turn.pk).delete()
    assert not InternalTurnIndex.objects.exists()


def test_internal_words_are_no_words_of_the_archive() -> None:
    make.turn(make.meeting(visibility="internal"), "サーバの防災訓練を見直しました。")
    index_everything()
    assert not WordForm.objects.exists()
    assert not ArchiveWord.objects.exists()
    assert InternalWordForm.objects.filter(surface="サーバ", key="サーバー").exists()
    answer = ask("サーバーの房災訓練")
    assert (answer.count, answer.spellings, answer.continuation) == (0, (), None)
    assert answer.absence is not None
    assert (answer.absence.near, answer.absence.meant) == ((), None)


def test_each_finds_what_is_of_their_own_bodies() -> None:
    towns = [make.municipality(name) for name in ("潮見野市", "朝凪市")]
    bodies = [make.body(f"{town.name}審議会", town) for town in towns]
    for body in bodies:
        make.turn(make.meeting(body, visibility="internal"), f"{body.name}の給食です。")
    index_everything()
    of_town = Scope(everything=False, towns=frozenset({towns[0].pk}))
    of_body = Scope(everything=False, bodies=frozenset({bodies[1].pk}))
    of_nothing = Scope(everything=False)
    for scope, names in ((of_town, ["潮見野市"]), (of_body, ["朝凪市"]), (of_nothing, [])):
        reader = Reader(internal=True, scope=scope)
        assert found_internal("給食", reader=reader) == [f"{name}審議会の給食です。" for name in names]
        assert ask_internal("給食", reader=reader).count == len(names)
        # nor by what else their meetings say
        assert ask_internal("給食", reader=reader, scope=Within.MEETING).count == len(names)
    assert ask_internal("給食").count == 2
    assert ask_internal("給食", reader=VISITOR).count == 0
    assert ask_internal("給食", reader=Reader(drafts=True)).count == 0
    assert not Assignment.objects.exists()


def test_it_comes_a_page_at_a_time() -> None:
    meeting = make.meeting(visibility="internal")
    for n in range(7):
        make.turn(meeting, f"給食その{n}")
    index_everything()
    pages = [ask_internal("給食", size=3, page=n) for n in (1, 2, 3, 9)]
    assert [len(each.hits) for each in pages] == [3, 3, 1, 1]
    assert [each.page for each in pages] == [1, 2, 3, 3]
    assert {each.count for each in pages} == {7}
    shown = [hit.turn.pk for each in pages[:3] for hit in each.hits]
    assert len(set(shown)) == 7


def test_what_was_made_internal_by_hand_is_noticed(archive: list[Meeting]) -> None:
    Meeting.objects.filter(pk=archive[1].pk).update(visibility="internal")
    told = [str(each) for each in differences()]
    turns = archive[1].turns.in_order().values_list("pk", flat=True)
    assert told[:2] == [f"発言 {pk}：検索の索引に、あってはならないのにあります。" for pk in turns]
    assert [each for each in told if each.endswith("：庁内の検索の索引にありません。")] == [
        f"発言 {pk}：庁内の検索の索引にありません。" for pk in turns
    ]
    assert wanting_meetings() == [(archive[1].pk, 2)]
    assert list(Reindexing().batches()) == [2]
    assert list(differences()) == []
    assert ask_internal("給食").count == 1


def test_a_lost_spelling_of_internal_turns_is_noticed() -> None:
    make.turn(make.meeting(visibility="internal"), "サーバです。")
    index_everything()
    InternalWordForm.objects.all().delete()
    assert "「サーバー」の表記「サーバ」が登録されていません。" in [str(each) for each in differences()]


def test_everything_anew_drops_spellings_of_each_index() -> None:
    public, internal = make.meeting(), make.meeting(visibility="internal")
    for meeting in (public, internal):
        make.turn(meeting, "サーバです。")
    index_everything()
    Meeting.objects.update(visibility="internal")
    work = Reindexing(everything=True)
    assert list(work.batches()) == [2]
    assert not WordForm.objects.exists()
    assert not ArchiveWord.objects.exists()
    assert InternalWordForm.objects.filter(surface="サーバ").exists()
    Turn.objects.update(text="取組です。")
    list(Reindexing(everything=True).batches())
    assert not InternalWordForm.objects.filter(surface="サーバ").exists()


def test_the_log_hears_of_internal_turns_without_an_index(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking.connection, "close", lambda: None)  # the test goes on with it
    make.turn(make.meeting(), "公開です。")
    index_everything()
    make.turn(make.meeting(visibility="internal"), "庁内です。")
    checking.warn_if_outdated()
    assert "manage.py reindex" in caplog.text
    index_everything()
    caplog.clear()
    checking.warn_if_outdated()
    assert not caplog.records
    InternalTurnIndex.objects.update(edition="20250101-0.6.0-1")
    assert checking.is_outdated()


def test_a_spelling_of_some_days_counts_by_internal_turns() -> None:
    body = make.body("潮見野市課長会", make.municipality("潮見野市"))
    person = make.speaker("若葉 薫")
    meeting = make.meeting(body, visibility="internal", date=datetime.date(2024, 4, 1))
    make.turn(meeting, "給食です。", label="課長", speaker=person)
    SpeakerName.objects.create(
        speaker=person, body=body, name="旧姓の薫", since="2024-01-01", until="2024-12-31", only_then=True
    )
    index_everything()
    assert found_internal("発言者:旧姓の薫") == ["給食です。"]
    Meeting.objects.update(visibility="closed")
    index_everything()
    assert found_internal("発言者:旧姓の薫") == []
