"""Lists of people as town halls set them, each with the rows that a clerk would make of it.

The rows were written down before any list was read: 「kind name/role」, a count as 「kind =5」, who is not
named as 「kind text」.
"""

BATCH_1 = {
    "members by role and staff by section": (
        """出席者
　　【委員】
　　　会　長　　早瀬　悟（みどり大学教授）
　　　副会長　　根来　ひろ子（自治会連合会）
　　　委　員　　沢渡　健、桐谷　美帆
　　【事務局】
　　　生涯学習課　柳田課長、三ツ橋係長
　　　文化振興係　関根主任""",
        [
            "present 早瀬 悟/会長",
            "present 根来 ひろ子/副会長",
            "present 沢渡 健/委員",
            "present 桐谷 美帆/委員",
            "staff 柳田/生涯学習課 課長",
            "staff 三ツ橋/係長",
            "staff 関根/文化振興係 主任",
        ],
    ),
    "surnames and offices without a space": (
        """出席委員　浜名委員長、佐々木副委員長、五十嵐委員、小笠原委員、林委員
欠席委員　森委員
事務局　小野寺総務部長、中川市民課長、原子育て支援課長、東課長補佐""",
        [
            "present 浜名/委員長",
            "present 佐々木/副委員長",
            "present 五十嵐/委員",
            "present 小笠原/委員",
            "present 林/委員",
            "absent 森/委員",
            "staff 小野寺/総務部長",
            "staff 中川/市民課長",
            "staff 原/子育て支援課長",
            "staff 東/課長補佐",
        ],
    ),
    "groups of membership with names below": (
        """出席者
学識経験者
　　奥寺　誠一
　　槙　とも子
公募委員
　　風間　聡
　　梶　由香里
欠席者
　　大須賀　肇
事務局
　　環境政策課長　石毛　昭
　　環境政策係　　八巻　尚美""",
        [
            "present 奥寺 誠一/学識経験者",
            "present 槙 とも子/学識経験者",
            "present 風間 聡/公募委員",
            "present 梶 由香里/公募委員",
            "absent 大須賀 肇",
            "staff 石毛 昭/環境政策課長",
            "staff 八巻 尚美/環境政策係",
        ],
    ),
    "marks of attendance behind each name": (
        """出欠状況
　会長　　　須賀川　正　　　　出
　副会長　　矢ケ崎　麻衣　　　出
　委員　　　辻　　　治　　　　欠
　委員　　　菅　　　真理子　　出
傍聴者　３名""",
        [
            "present 須賀川 正/会長",
            "present 矢ケ崎 麻衣/副会長",
            "absent 辻 治/委員",
            "present 菅 真理子/委員",
            "observer =3",
        ],
    ),
    "a proxy in brackets and an absent member": (
        """出席者　会長　堂本　清隆
　　　　委員　鳥居　実（代理：吉永　茂）、久保寺　文子、真壁　渡（欠席）
事務局　健康推進課長　乾　千鶴、同課主査　滝　光一""",
        [
            "present 堂本 清隆/会長",
            "present 鳥居 実/委員",
            "present 久保寺 文子/委員",
            "absent 真壁 渡/委員",
            "staff 乾 千鶴/健康推進課長",
            "staff 滝 光一/同課主査",
        ],
    ),
    "counts that only sum up": (
        """出席委員（５名）
　　梅宮　学、古橋　菊枝、椎名　亮、
　　戸川　みのり、勝又　秀樹　　以上５名
欠席委員　なし
説明員　水道課長　矢部　晃司　外２名""",
        [
            "present 梅宮 学",
            "present 古橋 菊枝",
            "present 椎名 亮",
            "present 戸川 みのり",
            "present 勝又 秀樹",
            "staff 矢部 晃司/水道課長",
        ],
    ),
    "names spaced letter by letter with honorifics": (
        """出席委員
　会　　長　　安　達　　　功　君　　　副 会 長　　新　倉　久　子　君
　　１番　　宮　内　洋　平　君　　　　２番　　関　　　由 美 子　君
欠席委員
　　３番　　柘　植　　　歩　君
職務のため出席した者　事務局長　川　端　　　豊""",
        [
            "present 安達 功/会長",
            "present 新倉久子/副会長",
            "present 宮内洋平/１番",
            "present 関 由美子/２番",
            "absent 柘植 歩/３番",
            "present 川端 豊/事務局長",
        ],
    ),
    "firm and observer among those who came": (
        """出席者
（委員）戸張会長、磯貝委員、名取委員
（オブザーバー）県都市計画課　村主主幹
（コンサルタント）株式会社あかり設計　樋渡、土岐
（事務局）都市整備課　長谷部課長、所係長""",
        [
            "present 戸張/会長",
            "present 磯貝/委員",
            "present 名取/委員",
            "observer 村主/県都市計画課 主幹",
            "staff 樋渡/株式会社あかり設計",
            "staff 土岐",
            "staff 長谷部/都市整備課 課長",
            "staff 所/係長",
        ],
    ),
    "offices behind the names": (
        """出席者　町長　　　丹羽　幸太郎
　　　　教育長　　熊坂　節子
説明のため出席した者
　　山際　宏（総務課長）　石動　良子（財政係長）
　　津曲　進一（税務課長）""",
        [
            "present 丹羽 幸太郎/町長",
            "present 熊坂 節子/教育長",
            "staff 山際 宏/総務課長",
            "staff 石動 良子/財政係長",
            "staff 津曲 進一/税務課長",
        ],
    ),
    "a table of cells with a head": (
        """出席者
番号\t氏名\t所属\t役職\t出欠
1\t大和田 毅\t商工会\t会長\t○
2\t帆足 さゆり\t公募\t委員\t○
3\t一ノ瀬 修\t消防団\t委員\t×""",
        [
            "present 大和田 毅/会長",
            "present 帆足 さゆり/委員",
            "absent 一ノ瀬 修/委員",
        ],
    ),
}
