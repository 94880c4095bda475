"""Lines between turns that no speaker says, and marks the page explains."""

from meetings.importing.parsed import ParsedMeeting

from .sittings import meeting_in

HEAD = "第1回図書館協議会会議録\n日時：令和6年4月12日\n場所：市役所\n出席者：委員4名\n\n"


def _titles(meeting: ParsedMeeting) -> list[str]:
    return [item.title for item in meeting.outline if item.kind == "item"]


def _said(meeting: ParsedMeeting) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in meeting.turns if turn.kind == "speech"]


def test_short_lines_over_turns_may_be_headings() -> None:
    meeting = meeting_in(
        HEAD + "会長：始めます。\n開館時間\n委員：長くしてください。\n駐車場\n委員：狭いです。\n"
    )
    assert _titles(meeting) == ["開館時間", "駐車場"]
    assert _said(meeting) == [("会長", "始めます。"), ("委員", "長くしてください。"), ("委員", "狭いです。")]


def test_one_such_line_alone_stays_with_the_speaker() -> None:
    meeting = meeting_in(
        HEAD + "会長：始めます。\n開館時間\n委員：長くしてください。\n会長：分かりました。\n"
    )
    assert _titles(meeting) == []


def test_a_pause_or_assent_between_turns_is_no_heading() -> None:
    meeting = meeting_in(
        HEAD + "会長：始めます。\n休憩\n委員：長くしてください。\n異議なし\n委員：狭いです。\n"
    )
    assert _titles(meeting) == []


def test_the_page_says_whose_words_stand_under_a_mark() -> None:
    meeting = meeting_in(
        HEAD
        + "主な意見（○：委員、→：事務局）\n○長くしてほしい。\n→検討する。\n○広くしてほしい。\n→広くする。\n"
    )
    assert _said(meeting) == [
        ("委員", "長くしてほしい。"),
        ("事務局", "検討する。"),
        ("委員", "広くしてほしい。"),
        ("事務局", "広くする。"),
    ]


def test_the_line_that_explains_marks_opens_no_turn() -> None:
    points = "◆長くしてほしい。\n◇検討する。\n◆広くしてほしい。\n◇広くする。\n"
    for below in ("", "\nより見やすい欄にするため、ご感想をお聞かせください。\n"):
        meeting = meeting_in(HEAD + "【意見】（◆委員　◇事務局）\n" + points + below)
        assert [label for label, _ in _said(meeting)] == ["委員", "事務局"] * 2


def test_marks_of_offices_in_the_list_label_no_turn() -> None:
    meeting = meeting_in(
        HEAD + "（◎会長、○副会長）\n◎佐倉　○原田　林\n\n議事\n○委員　始めます。\n○事務局　説明します。\n"
    )
    assert _said(meeting) == [("委員", "始めます。"), ("事務局", "説明します。")]


def test_questions_without_a_speaker_are_nobodys() -> None:
    asked = ["○費用はいくらか。", "○時期はいつか。", "○場所はどこか。"]
    answered = ["百万円である。", "秋である。", "駅前である。"]
    points = "".join(f"{one}\n（事務局）{two}\n" for one, two in zip(asked, answered, strict=True))
    meeting = meeting_in(HEAD + "議事\n" + points)
    assert [turn.text for turn in meeting.turns if turn.kind == "narration"] == asked
    assert _said(meeting) == [("事務局", one) for one in answered]


def test_a_paragraph_over_a_heading_joins_no_turn() -> None:
    unsaid = "水路のふたが外れているところがあり、子どもが落ちないか心配しています。"
    first = "三回刈っています。（事務局）\n足りないと思います。（会長）\nもう一度お願いします。（委員）\n"
    second = "公募で決めます。（事務局）\nよいと思います。（会長）\n分かりました。（委員）\n"
    meeting = meeting_in(f"{HEAD}１　草刈りについて\n{first}{unsaid}\n２　水路の名前について\n{second}")
    assert [turn.text for turn in meeting.turns if turn.kind == "narration"] == [unsaid]
    assert _titles(meeting) == ["草刈りについて", "水路の名前について"]
    assert len(_said(meeting)) == 6


def test_text_below_the_last_turn_is_not_its_speakers() -> None:
    numbered_head = "第1回図書館協議会会議録\n１　日時　令和6年4月12日\n２　場所　市役所\n３　会議の内容\n"
    meeting = meeting_in(
        numbered_head + "（会長）始めます。\n（委員）賛成です。\n\n４　次回の予定\n　五月十日\n"
    )
    assert _said(meeting)[-1] == ("委員", "賛成です。")
    assert [(one.name, one.text) for one in meeting.header][-1] == ("次回の予定", "五月十日")


TALK = "会長：始めます。\n委員：長くしてください。\n会長：分かりました。\n"


def test_what_the_page_prints_below_the_last_turn_is_not_said() -> None:
    for below in ("次回　五月十日", "以上", "※要点をまとめました。", "\n会議資料のダウンロード"):
        meeting = meeting_in(HEAD + TALK + below + "\n")
        assert _said(meeting)[-1] == ("会長", "分かりました。"), below


def test_a_list_that_the_last_speaker_announces_is_his() -> None:
    meeting = meeting_in(HEAD + TALK + "事務局：日程は次のとおりです。\n第三回　五月十日\n第四回　七月五日\n")
    assert _said(meeting)[-1] == ("事務局", "日程は次のとおりです。\n第三回　五月十日\n第四回　七月五日")


def test_the_last_speaker_goes_on_after_short_lines() -> None:
    meeting = meeting_in(HEAD + TALK + "事務局：お配りしました。\n日程\n場所\nの二つを確かめてください。\n")
    assert _said(meeting)[-1][1].endswith("の二つを確かめてください。")


def test_points_answered_below_are_nobodys() -> None:
    meeting = meeting_in(
        HEAD
        + "（事務局）資料を説明した。\n・費用はいくらか。\n　（事務局）百万円である。\n・期間は長いか。\n"
        + "　（事務局）一年である。\n・早くしてほしい。\n・誰が行うか。\n　（事務局）業者が行う。\n"
    )
    assert [text for _, text in _said(meeting)] == [
        "資料を説明した。",
        "百万円である。",
        "一年である。",
        "業者が行う。",
    ]
