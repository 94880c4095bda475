"""Who was there, one row a printed name."""

import pytest

from .sittings import meeting_in

BODY = "会議内容\n（会長）始めます。\n（事務局）説明します。\n（会長）終わります。\n"


def rows(field: str) -> list[tuple[str, str, str, int | None]]:
    text = f"環境審議会会議録\n日時 令和6年5月20日\n{field}\n{BODY}"
    return [(row.kind, row.name, row.role, row.count) for row in meeting_in(text).attendance]


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        (
            "出席者　会長　長谷部 一郎（副町長）、委員　春日 文男、百瀬 和代",
            [
                ("present", "長谷部 一郎", "会長", None),
                ("present", "春日 文男", "委員", None),
                ("present", "百瀬 和代", "委員", None),
            ],
        ),
        (
            "出席委員 山口進委員長,櫻田茂副委員長",
            [("present", "山口進", "委員長", None), ("present", "櫻田茂", "副委員長", None)],
        ),
        (
            "欠席者\n委員　二階 美咲（校長会）",
            [("absent", "二階 美咲", "委員", None)],
        ),
        (
            "事務局　木暮館長、総務課長　日下部 誠、財政課長",
            [
                ("staff", "木暮", "館長", None),
                ("staff", "日下部 誠", "総務課長", None),
                ("staff", "", "財政課長", None),
            ],
        ),
        ("出席者　役員5名", [("present", "", "", 5)]),
        (
            "出席者\n１番　　小林しょう　　　２番　　甲斐まり",
            [("present", "小林しょう", "１番", None), ("present", "甲斐まり", "２番", None)],
        ),
        ("傍聴者　なし", []),
    ],
)
def test_names_roles_and_counts_are_told_apart(
    field: str, wanted: list[tuple[str, str, str, int | None]]
) -> None:
    assert rows(field) == wanted
