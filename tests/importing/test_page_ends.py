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


BROKEN = """会長
本日は水防団の車庫をどこに置くかについて、皆さまのご意
見をうかがいます。

委員
川に近い広場に置くと、水が出たときに車を出せなくなるの
ではないでしょうか。

会長
よく分かりました。
"""


def test_a_wide_line_below_leaves_broken_lines_joined() -> None:
    text = PRINTED.format(spoken=BROKEN)
    below = (
        "\n閲覧用の部品をお持ちでない方は、"
        + "次の案内をよくお読みになったうえで、" * 2
        + "部品をお求めください。\n"
    )
    said = ["皆さまのご意見をうかがいます。", "車を出せなくなるのではないでしょうか。", "よく分かりました。"]
    for whole in (text, text + below):
        [meeting] = read_document(whole.encode(), "a.txt").meetings
        spoken = [turn.text for turn in meeting.turns]
        assert [one.endswith(end) for one, end in zip(spoken, said, strict=True)] == [True] * 3


def test_an_address_above_the_title_ends_no_page() -> None:
    above = "ページの先頭です。\n〒000-0001\n緑野町本町一丁目1番地\nTel 0000(00)0000\n"
    record = (
        "緑野町図書館協議会（4月5日）\n出席委員 林会長，原委員\n林会長\nはじめます。\n原委員\n賛成です。\n"
    )
    document = read_document((above + record + "林会長\n終わります。\n").encode(), "a.txt")
    assert document.outcome == "minutes"
    assert [turn.label for turn in document.meetings[0].turns] == ["林会長", "原委員", "林会長"]
