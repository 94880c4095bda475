"""PDFs leave radicals where the print has characters: read as what they stand for, stored as they are."""

from meetings.importing import read_document

TEXT = """第2回緑野町図書館協議会会議録

⽇時
令和6年7⽉12⽇（⾦曜⽇）午後2時から午後3時まで

場所
緑野町役場

会議の内容

○会⻑　始めます。
○⻘⽊委員　開館時間を延ばしてください。
○事務局⻑　来年度からの案です。
○会⻑　終わります。
"""


def test_labels_and_dates_in_radicals_are_read_as_printed() -> None:
    [meeting] = read_document(TEXT.encode(), "a.txt").meetings
    assert str(meeting.date) == "2024-07-12"
    assert [turn.label for turn in meeting.turns] == ["会⻑", "⻘⽊委員", "事務局⻑", "会⻑"]
