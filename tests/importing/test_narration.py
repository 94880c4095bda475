"""Prose after a turn that belongs to the narration between the turns."""

from .sittings import meeting_in

TEXT = """ひなげし県防災担当課長会 会議要旨
日時　平成30年2月5日　午後1時～2時
場所　ひなげし県庁

1 備蓄について

事務局が資料1を説明した。

（しらかば市）
毛布の数が足りない。
{more}
（やまぶき町）
更新の費用が重い。

2 訓練について

事務局から案の説明があった。

（しらかば市）
十一月がよい。

（やまぶき町）
日曜日にしてほしい。

異議はなく、十一月の日曜日に行うこととなった。

3 その他

（しらかば市）
次回は当市で開きたい。
"""


def test_a_decision_after_a_blank_line_is_narration() -> None:
    turns = meeting_in(TEXT.format(more="")).turns
    assert [turn.text for turn in turns if turn.kind == "narration"][-1] == (
        "異議はなく、十一月の日曜日に行うこととなった。"
    )
    assert turns[-3].text == "日曜日にしてほしい。"


def test_prose_stays_where_turns_have_paragraphs() -> None:
    turns = meeting_in(TEXT.format(more="\n当市では千枚を用意している。\n")).turns
    assert turns[-2].text == "日曜日にしてほしい。\n異議はなく、十一月の日曜日に行うこととなった。"
