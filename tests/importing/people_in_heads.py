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
            "present 梅宮 学/委員",
            "present 古橋 菊枝/委員",
            "present 椎名 亮/委員",
            "present 戸川 みのり/委員",
            "present 勝又 秀樹/委員",
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
            "staff 川端 豊/事務局長",
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

BATCH_2 = {
    "a colon behind each office": (
        """出席者　会　長：朽木　栄一
　　　　副会長：綿貫　里美
　　　　委　員：笠間　守、深町　さとみ、来栖　隼
欠席者　委　員：東雲　努
事務局　企画課長：三枝　弘""",
        [
            "present 朽木 栄一/会長",
            "present 綿貫 里美/副会長",
            "present 笠間 守/委員",
            "present 深町 さとみ/委員",
            "present 来栖 隼/委員",
            "absent 東雲 努/委員",
            "staff 三枝 弘/企画課長",
        ],
    ),
    "so many of so many and nobody named": (
        """出席者　委員　15名中12名出席
事務局　５名
傍聴者　２名""",
        ["present =12", "staff =5"],
    ),
    "those absent in brackets on the same line": (
        """委員　◎水原（委員長）、○片瀬（副委員長）、早乙女、篠塚、東海林
　　　（欠席：古閑委員）
事務局　高校教育課　長田課長補佐、辻井指導主事""",
        [
            "present 水原/委員長",
            "present 片瀬/副委員長",
            "present 早乙女/委員",
            "present 篠塚/委員",
            "present 東海林/委員",
            "absent 古閑/委員",
            "staff 長田/高校教育課 課長補佐",
            "staff 辻井/指導主事",
        ],
    ),
    "sections over the names of their staff": (
        """出席者
　委員　船越　学　　委員　生田　涼子
　　　　宗像　誠二　　　　黒須　晴香
関係課
　総務課
　　阿久根課長　湯川係長
　建設課
　　布施主査
事務局
　企画政策課
　　伴　課長""",
        [
            "present 船越 学/委員",
            "present 生田 涼子/委員",
            "present 宗像 誠二/委員",
            "present 黒須 晴香/委員",
            "staff 阿久根/課長",
            "staff 湯川/係長",
            "staff 布施/主査",
            "staff 伴/課長",
        ],
    ),
    "numbers before the names": (
        """出席委員
１　小菅　直人
２　比企　ゆかり
３　新開　徹
欠席委員
４　萩原　康子
事務局
（1）局長　江波　均
（2）書記　安積　真由""",
        [
            "present 小菅 直人",
            "present 比企 ゆかり",
            "present 新開 徹",
            "absent 萩原 康子",
            "staff 江波 均/局長",
            "staff 安積 真由/書記",
        ],
    ),
    "honorifics and councillors": (
        """出席者　座長　若狭教授、鳴海氏、赤星さん、小暮議員、須之内様
事務局　市民協働課　道下、神崎""",
        [
            "present 若狭/座長",
            "present 鳴海",
            "present 赤星",
            "present 小暮/議員",
            "present 須之内",
            "staff 道下/市民協働課",
            "staff 神崎",
        ],
    ),
    "where members come from behind a wide gap": (
        """出席委員
　会　長　　泉谷　弘明　　　はるかぜ大学教授
　副会長　　仁科　清美　　　民生委員児童委員協議会
　委　員　　樽見　一雄　　　商工会副会長
　委　員　　植松　あゆみ　　公募市民""",
        [
            "present 泉谷 弘明/会長",
            "present 仁科 清美/副会長",
            "present 樽見 一雄/委員",
            "present 植松 あゆみ/委員",
        ],
    ),
    "chair and deputies named before the members": (
        """会長　相馬　耕平
副会長　猪又　菜々子
委員　岸　たかし　木戸　朋美　岩瀬　淳
幹事　保健センター所長　倉持　芳江""",
        [
            "present 相馬 耕平/会長",
            "present 猪又 菜々子/副会長",
            "present 岸 たかし/委員",
            "present 木戸 朋美/委員",
            "present 岩瀬 淳/委員",
            "present 倉持 芳江/保健センター所長",
        ],
    ),
    "remarks among the names": (
        """出席者（敬称略・順不同）
　瀬名　大輔　※オンライン参加
　五代　みつ子
　※委員10名のうち過半数が出席し、会議は成立した。
欠席者　特になし
事務局　危機管理室長　蒲池　勇人 ほか２名""",
        [
            "present 瀬名 大輔",
            "present 五代 みつ子",
            "staff 蒲池 勇人/危機管理室長",
        ],
    ),
    "readings and former names in brackets": (
        """出席者　委員長　生越　環（おごせ　たまき）
　　　　委員　大和（旧姓　山﨑）　花、髙𣘺　愼吾、ジョン・スミス
事務局　町民生活課　課長　小鳥遊　光
　　　　同　　　　　主事　四月一日　葉""",
        [
            "present 生越 環/委員長",
            "present 大和 花/委員",
            "present 髙𣘺 愼吾/委員",
            "present ジョン・スミス/委員",
            "staff 小鳥遊 光/町民生活課 課長",
            "staff 四月一日 葉/同 主事",
        ],
    ),
}

BATCH_3 = {
    "members on the left and their bodies in front": (
        """出席委員
　かもめ市社会福祉協議会　　　野辺　洋平
　かもめ市ＰＴＡ連絡協議会　　加賀美　直
　かもめ小学校長　　　　　　　砂田　勝
　公募　　　　　　　　　　　　能勢　ひかり
事務局　子育て支援課長　茅野　誠、係長　丹治　優""",
        [
            "present 野辺 洋平/かもめ市社会福祉協議会",
            "present 加賀美 直/かもめ市ＰＴＡ連絡協議会",
            "present 砂田 勝/かもめ小学校長",
            "present 能勢 ひかり/公募",
            "staff 茅野 誠/子育て支援課長",
            "staff 丹治 優/係長",
        ],
    ),
    "bullets before groups and names": (
        """出席者
・委員　　会長　穂積　省吾、副会長　久世　真紀
　　　　　小俣　敦、千賀　文
・事務局　税務課　課長　森脇　透、課長補佐　有馬　瞳
・その他　株式会社さくら総研　２名""",
        [
            "present 穂積 省吾/会長",
            "present 久世 真紀/副会長",
            "present 小俣 敦/委員",
            "present 千賀 文/委員",
            "staff 森脇 透/税務課 課長",
            "staff 有馬 瞳/課長補佐",
            "staff =2",
        ],
    ),
    "crosses and circles before the names": (
        """出席者（○出席　×欠席）
○会長　岩動　隆　　○副会長　木全　友子
○委員　前園　悠斗　×委員　相楽　久美
○委員　南雲　亨　　×委員　水無瀬　凛""",
        [
            "present 岩動 隆/会長",
            "present 木全 友子/副会長",
            "present 前園 悠斗/委員",
            "absent 相楽 久美/委員",
            "present 南雲 亨/委員",
            "absent 水無瀬 凛/委員",
        ],
    ),
    "an office on one line and the name on the next": (
        """出席者
会長
日向　佳代
副会長
赤間　俊介
委員
尾関　美保
粟田　登
事務局
総務課長
勅使河原　治""",
        [
            "present 日向 佳代/会長",
            "present 赤間 俊介/副会長",
            "present 尾関 美保/委員",
            "present 粟田 登/委員",
            "staff 勅使河原 治/総務課長",
        ],
    ),
    "offices alone among those who explained": (
        """出席委員　神代委員長、村雨副委員長、秋保委員
説明員　副市長、総務部長、財政課長、財政係長
傍聴人　なし""",
        [
            "present 神代/委員長",
            "present 村雨/副委員長",
            "present 秋保/委員",
            "staff 副市長",
            "staff 総務部長",
            "staff 財政課長",
            "staff 財政係長",
        ],
    ),
    "the members by the law's own numbers": (
        """出席者
１号委員　　上條　久、　井深　多恵
２号委員　　大豆生田　実
３号委員　　一条　桜子、御手洗　潔（会長）
欠席者
２号委員　　朽名　宏之""",
        [
            "present 上條 久/１号委員",
            "present 井深 多恵/１号委員",
            "present 大豆生田 実/２号委員",
            "present 一条 桜子/３号委員",
            "present 御手洗 潔/会長",
            "absent 朽名 宏之/２号委員",
        ],
    ),
    "a proxy on a line below": (
        """出席者
委員　矢代　正人
　　　代理　浜崎　誠
委員　岡留　良美
事務局　消防本部　警防課長　大庭　進""",
        [
            "present 矢代 正人/委員",
            "present 岡留 良美/委員",
            "staff 大庭 進/消防本部 警防課長",
        ],
    ),
    "names without any space in one line": (
        """出席委員　会長広津徹、副会長山際圭子、委員柏原太一、同竹中文恵
事務局　課長志村貴史、主事松代あかり""",
        [
            "present 広津徹/会長",
            "present 山際圭子/副会長",
            "present 柏原太一/委員",
            "present 竹中文恵/委員",
            "staff 志村貴史/課長",
            "staff 松代あかり/主事",
        ],
    ),
    "a table of a group in front and a note behind": (
        """出席者
区分\t氏名\t備考
学識経験者\t久留島 英明\t委員長
学識経験者\t財前 律子\t
公募\t浮島 大樹\t欠席""",
        [
            "present 久留島 英明/委員長",
            "present 財前 律子/学識経験者",
            "absent 浮島 大樹/公募",
        ],
    ),
    "who cannot be told from an office": (
        """出席者　委員　音無　響
欠席者　別紙名簿のとおり
事務局　未定
関係者　令和６年度受託者選定分""",
        ["present 音無 響/委員"],
    ),
}
