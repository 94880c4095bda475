"""In what manner the record is kept, and the words that say so."""

import pytest

from .sittings import meeting_in

TEXT = """第1回なのはな市史編さん会議 {title}
日時　令和6年5月20日　午後2時～3時
場所　なのはな市役所
{field}
会議の経過
会議の公開について確認した。{ending}

（会長）始めます。
（事務局）説明します。
（会長）終わります。
"""


@pytest.mark.parametrize(
    ("changed", "kind", "words"),
    [
        ({"field": "記録　要点記録（氏名は記載しない）"}, "summary", "要点記録（氏名は記載しない）"),
        ({"field": "会議録の作成方法　全文記録"}, "verbatim", "全文記録"),
        ({"title": "会議要旨"}, "summary", "第1回なのはな市史編さん会議 会議要旨"),
        (
            {"ending": "会議録については要点記録とすることとした。"},
            "summary",
            "会議録については要点記録とすることとした",
        ),
        ({"field": "備考　資料は後日送付"}, "unknown", ""),
    ],
)
def test_the_manner_is_read_where_it_is_printed(changed: dict[str, str], kind: str, words: str) -> None:
    meeting = meeting_in(
        TEXT.format(**({"title": "会議録", "field": "傍聴者　なし", "ending": ""} | changed))
    )
    assert (meeting.record_type, meeting.record_type_text) == (kind, words)
