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
            "出席者\n会　長　　鷺沼　久子　　○\n委　員　　真菰　敏夫　　×",
            [("present", "鷺沼 久子", "会長", None), ("absent", "真菰 敏夫", "委員", None)],
        ),
        (
            "出席者\n氏名\t役職\t出欠\n真鶴 匠\t会長\t出席\n箱根 楓\t委員\t欠席",
            [("present", "真鶴 匠", "会長", None), ("absent", "箱根 楓", "委員", None)],
        ),
        (
            "出席者　委員７名（会長　相沢　保、金本　進）",
            [("present", "相沢 保", "会長", None), ("present", "金本 進", "委員", None)],
        ),
        (
            "出席者\n（保険医代表）潮田　正明、岬　直子\n（公益代表）鳴海　修（会長）、沖　陽介（欠席）",
            [
                ("present", "潮田 正明", "保険医代表", None),
                ("present", "岬 直子", "保険医代表", None),
                ("present", "鳴海 修", "会長", None),
                ("absent", "沖 陽介", "公益代表", None),
            ],
        ),
        (
            "事務局　保育課　安西課長、企画課（高橋課長、松平係長）、田所　ミチ（以上４名）",
            [
                ("staff", "安西", "保育課 課長", None),
                ("staff", "高橋", "企画課 課長", None),
                ("staff", "松平", "企画課 係長", None),
                ("staff", "田所 ミチ", "", None),
            ],
        ),
        ("欠席者　欠席なし", []),
        ("出席者　別紙名簿のとおり", []),
        (
            "出席者\n氏名\t所属\t役職\n真鶴 匠\t自治会連合会\t会長\n湯本 一\t商工会\t委員",
            [("present", "真鶴 匠", "会長", None), ("present", "湯本 一", "委員", None)],
        ),
        (
            "出席者\n番号　　　氏名　　　出欠\n１　　　真鶴　匠　　　○\n２　　　箱根　楓　　　×",
            [("present", "真鶴 匠", "", None), ("absent", "箱根 楓", "", None)],
        ),
        (
            "出席者　会長　佐藤一郎（短期大学）　副会長　鈴木花子（商工会）",
            [("present", "佐藤一郎", "会長", None), ("present", "鈴木花子", "副会長", None)],
        ),
        (
            "出席者　１号委員　佐藤 一郎、鈴木 花子\n　　　　２号委員　田中 次郎 ほか７名",
            [
                ("present", "佐藤 一郎", "１号委員", None),
                ("present", "鈴木 花子", "１号委員", None),
                ("present", "田中 次郎", "２号委員", None),
            ],
        ),
        (
            "出席者\n【関係課】市民課長、同課係長\n【その他】コンサルタント２名",
            [("staff", "", "市民課長", None), ("staff", "", "同課係長", None), ("staff", "", "", 2)],
        ),
        (
            "出席者　佐藤一郎 鈴木花子 田中次郎",
            [
                ("present", "佐藤一郎", "", None),
                ("present", "鈴木花子", "", None),
                ("present", "田中次郎", "", None),
            ],
        ),
        (
            "出席者\n◎佐藤 一郎　○鈴木 花子\n（◎会長　○副会長）",
            [("present", "佐藤 一郎", "会長", None), ("present", "鈴木 花子", "副会長", None)],
        ),
        (
            "出席者　○佐藤一郎、鈴木花子（○○大学）\n※○は委員長",
            [("present", "佐藤一郎", "委員長", None), ("present", "鈴木花子", "", None)],
        ),
        (
            "出席委員　羽田会長、樋口、武藤各委員（３名）",
            [
                ("present", "羽田", "会長", None),
                ("present", "樋口", "委員", None),
                ("present", "武藤", "委員", None),
            ],
        ),
        (
            "出席委員（３人）\n会　長　　８番　蓮見　勇\n委　員　　１番　井出　久　　２番　碓氷　茂",
            [
                ("present", "蓮見 勇", "会長", None),
                ("present", "井出 久", "１番", None),
                ("present", "碓氷 茂", "２番", None),
            ],
        ),
        (
            "欠席委員（１人）\n委　員　　３番　海老原　浩",
            [("absent", "海老原 浩", "３番", None)],
        ),
        (
            "出席者（敬称略、◎は座長）\n◎青木　一郎（みさき大学教授）、石井　二郎（商工会長）",
            [("present", "青木 一郎", "座長", None), ("present", "石井 二郎", "", None)],
        ),
        (
            "事務局　大野健康福祉部長、加藤保険課長\n説明員　都市計画課　青木課長　石井主任",
            [
                ("staff", "大野", "健康福祉部長", None),
                ("staff", "加藤", "保険課長", None),
                ("staff", "青木", "都市計画課 課長", None),
                ("staff", "石井", "主任", None),
            ],
        ),
        (
            "出席者　町長　青木一郎　総務課長　江口四郎",
            [("present", "青木一郎", "町長", None), ("present", "江口四郎", "総務課長", None)],
        ),
        (
            "出席者\n区分\t氏名\t所属等\t出欠\n会長\t真鶴 匠\t大学\t代理出席\n委員\t箱根 楓\t公募\t欠席",
            [("present", "真鶴 匠", "会長", None), ("absent", "箱根 楓", "委員", None)],
        ),
        (
            "事務局　総務課長　熊谷　定男　以下３名\n総務課　主幹　苗代　育子\n同　主事　西脇　満",
            [
                ("staff", "熊谷 定男", "総務課長", None),
                ("staff", "苗代 育子", "総務課 主幹", None),
                ("staff", "西脇 満", "同 主事", None),
            ],
        ),
        ("進行　ＮＰＯ法人みどり　鶴見　聡", [("present", "鶴見 聡", "ＮＰＯ法人みどり", None)]),
        (
            "出席者　会長：諏訪　清志、アドバイザー　倉沢教授",
            [
                ("present", "諏訪 清志", "会長", None),
                ("present", "倉沢", "アドバイザー", None),
            ],
        ),
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
def test_names_roles_and_counts_are_separated(
    field: str, wanted: list[tuple[str, str, str, int | None]]
) -> None:
    assert rows(field) == wanted
