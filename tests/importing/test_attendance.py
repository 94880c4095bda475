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
        (
            "出席者\n会長 髙山 志津男（あかね市情報課長）、副会長 矢吹、みずほ県（オブザーバー）、事務局",
            [
                ("present", "髙山 志津男", "会長", None),
                ("present", "矢吹", "副会長", None),
                ("observer", "", "", None),
                ("staff", "", "", None),
            ],
        ),
        (
            "事務局　保育課長　柏原 千尋、中村課長、環境課：木下係長",
            [
                ("staff", "柏原 千尋", "保育課長", None),
                ("staff", "中村", "課長", None),
                ("staff", "木下", "係長", None),
            ],
        ),
        (
            "出席者\n会　長　　佐 倉 清 夫\n副会長　　山　田　太　郎\n委　員　　林　　健、原 田　美 子",
            [
                ("present", "佐倉清夫", "会長", None),
                ("present", "山田太郎", "副会長", None),
                ("present", "林 健", "委員", None),
                ("present", "原田 美子", "委員", None),
            ],
        ),
        (
            "参加　委員8名（A～H）、進行役　矢吹 千早、町　企画課長 大月 圭、企画課 小宮 環",
            [
                ("present", "", "", 8),
                ("present", "矢吹 千早", "進行役", None),
                ("staff", "大月 圭", "企画課長", None),
                ("staff", "小宮 環", "企画課", None),
            ],
        ),
        (
            "出席者　役員10名（10団体）、総務省（オブザーバー）、傍聴（2名）及び事務局",
            [
                ("present", "", "", 10),
                ("observer", "", "", None),
                ("observer", "", "", 2),
                ("staff", "", "", None),
            ],
        ),
        (
            "出席委員　佐倉会長　林副会長　原田委員",
            [
                ("present", "佐倉", "会長", None),
                ("present", "林", "副会長", None),
                ("present", "原田", "委員", None),
            ],
        ),
        (
            "出席者　（委員）佐倉 清夫（会長）、林 健（公募、二期目）　（事務局）主事　木下 恵",
            [
                ("present", "佐倉 清夫", "会長", None),
                ("present", "林 健", "委員", None),
                ("staff", "木下 恵", "主事", None),
            ],
        ),
        (
            "出席者\n会長　佐倉 清夫\n委員　林 健\n会議録署名委員　佐倉 清夫、林 健",
            [("present", "佐倉 清夫", "会長", None), ("present", "林 健", "委員", None)],
        ),
        (
            "出席者：◎佐倉 清夫　○林 健　原田 美子　木村 進",
            [
                ("present", "佐倉 清夫", "", None),
                ("present", "林 健", "", None),
                ("present", "原田 美子", "", None),
                ("present", "木村 進", "", None),
            ],
        ),
    ],
)
def test_names_roles_and_counts_are_told_apart(
    field: str, wanted: list[tuple[str, str, str, int | None]]
) -> None:
    assert rows(field) == wanted
