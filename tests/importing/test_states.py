"""What each line of a document is, weighed over all of them."""

import csv
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.importing import read_document
from meetings.importing.parser import pipeline
from meetings.importing.parser.weighing import states, surroundings
from meetings.importing.parser.weighing.evidence import Evidence
from meetings.importing.readers import read

from . import training
from .first_sight import papers

BEFORE = (
    "メニューを開く",
    "会議の記録（全文）を掲載します。",
    "現在地：トップ ＞ 町のこと ＞ 会議の公開",
    "別記様式（第７条関係）",
)
BEHIND = (
    "このページの満足度をお聞かせください。",
    "お探しの情報は見つかりましたか？　はい　いいえ",
    "表示できないときは、閲覧用ソフトの最新版をお使いください。",
)
FACTS = ("outcome", "title", "municipality", "body", "date", "start", "end", "place", "agenda", "attendance")
TEXTS = sorted(path for path in papers() if path.suffix == ".txt" and not path.stem.startswith("not-"))


def evidence_of(text: str) -> list[Evidence]:
    draft = pipeline.run(pipeline.Draft(read(text.encode(), "minutes.txt").lines), last="layout")
    return surroundings.gather(draft.page, draft.openings)


def path_of(text: str) -> tuple[list[str], list[str]]:
    found = evidence_of(text)
    return [one.line.text for one in found], states.best_path(found)


def record_of(text: str) -> str:
    document = read_document(text.encode(), "minutes.txt").as_json()
    kept = [
        [meeting[fact] for fact in FACTS[1:]]
        + [
            [turn["label"], turn["text"], turn["item"]]
            for turn in meeting["turns"]
            if turn["kind"] == "speech"
        ]
        for meeting in document["meetings"]
    ]
    return json.dumps([document["outcome"], kept], ensure_ascii=False)


def test_a_line_of_a_pages_frame_changes_hardly_a_record() -> None:
    changed = []
    for path in TEXTS[::9]:
        text = path.read_text(encoding="utf-8")
        plain = record_of(text)
        changed += [(path.stem, line) for line in BEFORE if record_of(f"{line}\n\n{text}") != plain]
        changed += [
            (path.stem, line) for line in BEHIND if record_of(f"{text.rstrip()}\n\n{line}\n") != plain
        ]
    assert len(changed) <= 0.02 * len(TEXTS[::9]) * len(BEFORE + BEHIND), changed


def test_a_line_is_read_by_the_facts_that_are_learnt() -> None:
    weights, model = states.weights(), states.learnt()
    for path in TEXTS[::40]:
        for one in evidence_of(path.read_text(encoding="utf-8")):
            told = [weights.get(fact, {}) for fact in one.facts]
            assert model.scores(one) == [sum(by.get(state, 0) for by in told) for state in states.STATES]


def test_a_fact_is_told_of_its_line_and_its_neighbours() -> None:
    head = "第１回川原町堤防会議会議録\n日時　令和５年６月１日\n場所　川原町民館"
    _, when, where, first, last = evidence_of(f"{head}\n○会長　始めます。\n○委員　賛成です。")
    assert {"named date filled", "before named date filled", "over named", "under title"} <= set(when.facts)
    assert {"before in single", "under date", "over opens 3", "turn in 1"} <= set(where.facts)
    assert {"between", "between opens 3 bullet", "under opens 0"} <= set(first.facts)
    assert {"between", "opens 3", "same first", "close"} <= set(last.links)


def test_lines_of_which_the_same_is_told_keep_it_once() -> None:
    lines = evidence_of("○会長　始めます。\n" + "○委員　賛成です。\n" * 9)
    assert len({id(one.words) for one in lines[3:6]}) == 1
    assert len({id(lot) for one in lines[3:6] for _, lot in one.bundles()}) == 5


def test_a_long_sitting_takes_few_times_its_text() -> None:
    spoken = "".join(
        f"○委員　第{n}地区の堤は、草が伸びて歩けません。刈る回数を年に{n}回に増やせないか伺います。\n"
        "○事務局　来年度の予算で、業者に頼む回数を増やすことを考えます。\n"
        for n in range(600)
    )
    data = ("第１回川原町堤防会議会議録\n日時　令和５年６月１日\n場所　川原町民館\n" + spoken).encode()
    read_document(data, "minutes.txt")
    tracemalloc.start()
    try:
        document = read_document(data, "minutes.txt")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(document.meetings[0].turns) == 1200
    assert peak < 20 * len(data)


def test_a_field_with_an_unknown_name_is_a_field() -> None:
    fields = ["日時：令和５年６月１日　午後２時", "場所：川原町役場", "傍聴者：２名", "配慮事項：手話通訳"]
    spoken = ["○会長　始めます。", "○委員　賛成です。", "○会長　閉じます。"]
    found = dict(zip(*path_of("\n".join(["第１回川原町環境審議会会議録", *fields, *spoken])), strict=True))
    assert [found[field] for field in fields] == ["field", "field", "people field", "list field"]


def test_the_agenda_on_one_line_is_a_field() -> None:
    head = [
        "開催日時及び場所　令和5年6月1日（木）午後2時から3時まで　川原町民ホールせせらぎ",
        "出席委員　林会長、原委員",
    ]
    lines = ["第1回川原町環境審議会会議録", *head, "議題　堤について"]
    spoken = ["会長：始めます。", "事務局：資料1をご覧ください。", "林会長：終わります。"]
    found = dict(zip(*path_of("\n".join([*lines, *spoken])), strict=True))
    assert found["議題　堤について"] == "agenda field"


def test_a_list_between_fields_of_the_head_is_the_agenda() -> None:
    listed = ["(1)川原町堤防会議", "①草刈りについて", "②標識の案について"]
    head = [
        "会議録(要旨)",
        "川原町堤防計画推進会議",
        "開 催 場 所 川原町民館4階",
        "議 題",
        *listed,
        "公開の 可否",
    ]
    rest = ["会 議 公開 会 議 録 公開", "出席者", "林、原、泉", "(午後5時59分開会)"]
    spoken = ["○会長 会議を開催する。", "○委員 いつ刈るのか。", "○会長 ほかになければ、終わる。"]
    found = dict(zip(*path_of("\n\n".join([*head, *rest, *spoken])), strict=True))
    assert found["議 題"] == "agenda field"
    assert [found[line] for line in listed] == ["entry", "entry", "entry"]


def test_fields_go_on_below_a_sentence_in_the_head() -> None:
    head = [
        "第１回川原町環境審議会会議録",
        "会議を次のとおり開催しました。",
        "日時　令和５年６月１日",
        "場所　川原町役場",
    ]
    text = "\n".join([*head, "会長：始めます。", "委員：賛成です。", "会長：閉じます。"])
    document = read_document(text.encode(), "minutes.txt")
    meeting = document.meetings[0]
    assert (str(meeting.date), meeting.place) == ("2023-06-01", "川原町役場")


@settings(max_examples=40)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_a_state_follows_one_that_it_may_follow(chosen: list[Path], order: object) -> None:
    lines = [line for path in chosen for line in path.read_text(encoding="utf-8").splitlines()]
    order.shuffle(lines)  # type: ignore[attr-defined]
    _, path = path_of("\n".join(lines))
    opened = ""
    for state in path:
        left = states.left_open(opened, state)
        assert left is not None
        opened = left
    assert set(path) <= set(states.STATES)


def test_the_weights_speak_of_states_that_there_are() -> None:
    with training.WEIGHTS.open(encoding="utf-8", newline="") as rows:
        for fact, state, weight in csv.reader(rows):
            float(weight)
            if fact.startswith(states.LINK):
                assert set(state.split(" > ")) <= {"", *states.STATES}, fact
            else:
                assert state in states.STATES, fact


@pytest.mark.slow
def test_the_weights_are_learnt_from_todays_papers_and_facts() -> None:
    """Where this falls: python -m tests.importing.training."""
    assert training.LEARNT_FROM.read_text(encoding="ascii").strip() == training.seal(training.prepared())


def test_what_a_page_prints_around_the_minutes_is_set_apart() -> None:
    head = "会 議 資 料\n\n第１回川原町堤防会議会議録\n令和５年６月１日（木）\n\n"
    spoken = "○会長　始めます。\n○委員　賛成です。\n○会長　終わります。\n午後２時４８分散会\n"
    _, path = path_of(head + spoken)
    assert (path[0], path[-1]) == ("frame", "remark")


def test_a_sentence_between_turns_is_not_set_aside() -> None:
    spoken = "○会長　始めます。\n\n次の世代に残したい。\n\n○委員　賛成です。\n○会長　終わります。\n"
    found = evidence_of("第１回川原町堤防会議会議録\n日時　令和５年６月１日\n\n" + spoken)
    [sentence] = [one for one in found if one.line.text.startswith("次の世代")]
    assert "frame" not in states.possible(sentence)


@pytest.mark.parametrize("path", training.labelled(), ids=training.name_of)
def test_every_line_of_a_paper_has_its_state(path: Path) -> None:
    paper = training.paper_at(path)
    assert set("".join(paper.placed.values())) <= set("FTDNVIBHOGPXR")


def test_a_draft_of_states_says_how_the_lines_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "states_of", lambda _path: tmp_path / "draft.states")
    for path in TEXTS[:12]:
        (tmp_path / "draft.states").write_text(training.draft_of(path), encoding="utf-8")
        example = training.example_of(training.paper_at(path))
        assert example.path == states.best_path(example.found), path.stem
