"""Where a page ends in the middle of things."""

from meetings.importing import read_document

PRINTED = """緑野町図書館協議会 会議録

日時
令和6年7月12日（金曜日）午後2時から午後3時まで

場所
緑野町役場

会議の内容

{spoken}"""


def test_a_label_above_a_page_number_is_no_running_head() -> None:
    spoken = "".join(f"会長\n次の件です{n}。\n\n委員\nよいと思います{n}。\n\n" for n in range(4))
    text = PRINTED.format(spoken=spoken.replace("会長\n次の件です2。", "会長\n- 3 -\n次の件です2。"))
    [meeting] = read_document(text.encode(), "a.txt").meetings
    assert [turn.label for turn in meeting.turns] == ["会長", "委員"] * 4
