"""Each fact says where it was read and how it was told there."""

from typing import Any

from meetings.importing import read_document

TURNS = "○会長　では始めます。よろしくお願いします。\n○委員　はい、賛成です。\n○会長　以上で終わります。\n"


def meeting_of(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    document = read_document(text.encode(), "minutes.txt").as_json()
    assert document["outcome"] == "minutes", document["reason"]
    return document["meetings"][0], document["problems"]


def test_fields_and_nameless_lines_are_told_apart() -> None:
    head = (
        "第３回白鳥町緑化審議会会議録\n令和５年６月１日（木）\n場所：白鳥町役場\n出席者：林会長、原委員\n\n"
    )
    meeting, problems = meeting_of(f"{head}{TURNS}（午後３時閉会）\n")
    assert meeting["sources"] == {
        "title": {"line": 1, "manner": "head"},
        "body": {"line": 1, "manner": "head"},
        "municipality": {"line": 1, "manner": "head"},
        "date": {"line": 2, "manner": "head"},
        "place": {"line": 3, "manner": "field"},
        "attendance": {"line": 4, "manner": "field"},
        "end": {"line": 9, "manner": "stamp"},
    }
    assert "told-by-sentence" not in {one["code"] for one in problems}


def test_what_only_a_sentence_tells_is_a_problem() -> None:
    told = "令和５年６月１日午後２時から、白鳥町役場において開催した。傍聴者は２名であった。\n\n"
    meeting, problems = meeting_of(f"白鳥町緑化審議会会議録\n\n{told}{TURNS}")
    assert meeting["date"] == "2023-06-01"
    assert {meeting["sources"][fact]["manner"] for fact in ("date", "start", "place", "observers")} == {
        "sentence"
    }
    assert [(one["line"], one["message"]) for one in problems if one["code"] == "told-by-sentence"] == [
        (
            3,
            "開催日・開始時刻・場所・傍聴者数は、欄ではなく文から読みました。この会議のことか確かめてください",
        )
    ]


def test_every_fact_of_a_field_has_its_line() -> None:
    head = "会議録\n会議の名称：白鳥町緑化審議会\n日時：令和５年６月１日　午後２時から３時まで\n"
    head += "場所：白鳥町役場\n傍聴者：２名\n公開の可否：公開\n担当課：みどり課\n配布資料：資料１　計画案\n\n"
    meeting, _ = meeting_of(f"{head}{TURNS}")
    lines = {fact: source["line"] for fact, source in meeting["sources"].items()}
    assert lines == {
        "title": 2,
        "body": 2,
        "municipality": 2,
        "date": 3,
        "start": 3,
        "end": 3,
        "place": 4,
        "observers": 5,
        "openness": 6,
        "department": 7,
        "materials": 8,
    }
    assert {source["manner"] for source in meeting["sources"].values()} == {"field"}


def test_a_head_among_the_turns_is_a_problem() -> None:
    head = "白鳥町緑化審議会会議録\n日時：令和５年６月１日\n場所：白鳥町役場\n\n"
    strayed = "○事務局　次の会は下のとおりです。\n日時：令和５年７月３日\n場所：白鳥町民館\n出席者：林会長\n"
    _, problems = meeting_of(f"{head}{TURNS}{strayed}{TURNS}")
    found = [one for one in problems if one["code"] == "fields-inside"]
    assert [(one["line"], one["message"]) for one in found] == [
        (
            9,
            "発言の間に「日時」「場所」「出席者」の欄があります。別の会議の記録が入っていないか確かめてください",
        )
    ]


def test_two_fields_among_the_turns_are_no_problem() -> None:
    head = "白鳥町緑化審議会会議録\n日時：令和５年６月１日\n場所：白鳥町役場\n\n"
    strayed = "○事務局　次の会は下のとおりです。\n日時：令和５年７月３日\n場所：白鳥町民館\n"
    _, problems = meeting_of(f"{head}{TURNS}{strayed}{TURNS}")
    assert "fields-inside" not in {one["code"] for one in problems}
