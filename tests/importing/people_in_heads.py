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
        ["present =12", "staff =5", "observer =2"],
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
            "present 竹中文恵/同",
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

BATCH_4 = {
    "sections beside their staff in wide columns": (
        """出席者
　委　員　　大伴会長　　　　紀副会長　　　　小野委員
　　　　　　在原委員　　　　文屋委員
　事務局　　福祉部　　　　　喜撰部長
　　　　　　高齢福祉課　　　遍昭課長　　　　大友係長
　　　　　　　　　　　　　　僧正主任""",
        [
            "present 大伴/会長",
            "present 紀/副会長",
            "present 小野/委員",
            "present 在原/委員",
            "present 文屋/委員",
            "staff 喜撰/福祉部 部長",
            "staff 遍昭/高齢福祉課 課長",
            "staff 大友/係長",
            "staff 僧正/主任",
        ],
    ),
    "one sentence of names joined by words": (
        """出席者　会長の滝沢治郎、委員の渋江明子及び小杉剛、並びに事務局
欠席者　柴垣委員""",
        [
            "present 滝沢治郎/会長",
            "present 渋江明子/委員",
            "present 小杉剛/委員",
            "staff 事務局",
            "absent 柴垣/委員",
        ],
    ),
    "organisations with whoever came for them": (
        """出席者
みなと市（総務課　波多野）、いそべ町（企画課　汐見）、はまべ村（欠席）
オブザーバー　かもめ県市町村課　碇主査
事務局　一般社団法人うみ情報センター　沖田事務局長""",
        [
            "present 波多野/みなと市 総務課",
            "present 汐見/いそべ町 企画課",
            "absent はまべ村（欠席）",
            "observer 碇/かもめ県市町村課 主査",
            "staff 沖田/一般社団法人うみ情報センター 事務局長",
        ],
    ),
    "seats beside names in four columns": (
        """出席議員（６名）
　１番　砥部　孝一　　２番　伯方　みゆき　　３番　今治　隼人
　４番　西条　直　　　５番　新居　千恵子　　６番　川之江　剛
欠席議員（なし）
説明のため出席した者
　町　長　　宇和　良雄　　副町長　　大洲　京子
　総務課長　内子　賢治　　会計管理者　久万　智美""",
        [
            "present 砥部 孝一/１番",
            "present 伯方 みゆき/２番",
            "present 今治 隼人/３番",
            "present 西条 直/４番",
            "present 新居 千恵子/５番",
            "present 川之江 剛/６番",
            "staff 宇和 良雄/町長",
            "staff 大洲 京子/副町長",
            "staff 内子 賢治/総務課長",
            "staff 久万 智美/会計管理者",
        ],
    ),
    "slashes between names": (
        """出席者：委員長／荒牧　修、副委員長／曽我部　綾、委員／樫尾　丈・久松　夏美
事務局：教育総務課／谷課長・牛尾主査""",
        [
            "present 荒牧 修/委員長",
            "present 曽我部 綾/副委員長",
            "present 樫尾 丈/委員",
            "present 久松 夏美/委員",
            "staff 谷/課長",
            "staff 牛尾/主査",
        ],
    ),
    "absent members under a heading in the list": (
        """委員
（出席）
　鬼頭　元、竜崎　絵美、虎谷　進次郎
（欠席）
　龍野　由利子
事務局
　まちづくり課長　馬場　大介、羊ヶ丘　歩""",
        [
            "present 鬼頭 元/委員",
            "present 竜崎 絵美/委員",
            "present 虎谷 進次郎/委員",
            "absent 龍野 由利子/委員",
            "staff 馬場 大介/まちづくり課長",
            "staff 羊ヶ丘 歩",
        ],
    ),
    "the same office for two people": (
        """出席者　市長、副市長（２名）、教育長
　　　　議長　波照間　信、議会運営委員長　与論　強
事務局　企画調整課長　屋久　弥生、同課長補佐　種子　昇、同課主任主事　奄美　瞬""",
        [
            "present 市長",
            "present =2",
            "present 教育長",
            "present 波照間 信/議長",
            "present 与論 強/議会運営委員長",
            "staff 屋久 弥生/企画調整課長",
            "staff 種子 昇/同課長補佐",
            "staff 奄美 瞬/同課主任主事",
        ],
    ),
    "masked names and letters": (
        """出席者　会長、Ａ委員、Ｂ委員、Ｃ委員
事務局　課長、担当者２名""",
        [
            "present 会長",
            "present Ａ/委員",
            "present Ｂ/委員",
            "present Ｃ/委員",
            "staff 課長",
            "staff =2",
        ],
    ),
    "offices held beside another": (
        """出席委員　会長　斑鳩　博之　　会長職務代理者　飛鳥　亜希
　　　　　委員　三輪　浩　　委員　橿原　奈津子
事務局　次長兼庶務課長　御所　光男、庶務課長補佐兼庶務係長　葛城　梢""",
        [
            "present 斑鳩 博之/会長",
            "present 飛鳥 亜希/会長職務代理者",
            "present 三輪 浩/委員",
            "present 橿原 奈津子/委員",
            "staff 御所 光男/次長兼庶務課長",
            "staff 葛城 梢/庶務課長補佐兼庶務係長",
        ],
    ),
    "names that are words of offices elsewhere": (
        """出席者　町田委員、市川委員、所委員、館委員、園田委員、部谷委員、室委員
事務局　課長　院田　長太、市村係長""",
        [
            "present 町田/委員",
            "present 市川/委員",
            "present 所/委員",
            "present 館/委員",
            "present 園田/委員",
            "present 部谷/委員",
            "present 室/委員",
            "staff 院田 長太/課長",
            "staff 市村/係長",
        ],
    ),
}

BATCH_5 = {
    "the number of each kind before the names": (
        """出席者　委員　６名（定数８名）
　会長　仲原　均、職務代理者　東恩納　ゆう
　委員　伊是名　司、喜友名　朝子、与座　守、外間　リエ
欠席者　委員　２名
　金武　信也、本部　恵
事務局　４名""",
        [
            "present 仲原 均/会長",
            "present 東恩納 ゆう/職務代理者",
            "present 伊是名 司/委員",
            "present 喜友名 朝子/委員",
            "present 与座 守/委員",
            "present 外間 リエ/委員",
            "absent 金武 信也/委員",
            "absent 本部 恵/委員",
            "staff =4",
        ],
    ),
    "schools and their heads": (
        """出席者
　いずみ小学校長　　郡司　康介
　いずみ中学校教頭　稲見　妙子
　ＰＴＡ会長　　　　蛭田　翔
　学校運営協議会委員　　沼尻　敏江
事務局　学校教育課指導主事　塙　陽平""",
        [
            "present 郡司 康介/いずみ小学校長",
            "present 稲見 妙子/いずみ中学校教頭",
            "present 蛭田 翔/ＰＴＡ会長",
            "present 沼尻 敏江/学校運営協議会委員",
            "staff 塙 陽平/学校教育課指導主事",
        ],
    ),
    "brackets of every kind before groups": (
        """出席者
〔委員〕薗部委員長　土渕副委員長　轟木委員
＜説明者＞税務課　有馬課長　収納対策室　別府室長
《事務局》議会事務局　鶴留局長　書記　迫""",
        [
            "present 薗部/委員長",
            "present 土渕/副委員長",
            "present 轟木/委員",
            "staff 有馬/税務課 課長",
            "staff 別府/収納対策室 室長",
            "staff 鶴留/議会事務局 局長",
            "staff 迫/書記",
        ],
    ),
    "affiliation in brackets on the next line": (
        """出席委員
　染谷　和雄
　　（はと市医師会）
　糟屋　真知子
　　（公募）
欠席委員
　越智　敬太
　　（はと市歯科医師会）""",
        [
            "present 染谷 和雄",
            "present 糟屋 真知子",
            "absent 越智 敬太",
        ],
    ),
    "rows of cells without any head": (
        """出席者
会長\t菅生 真太郎\t大学准教授
副会長\t鹿毛 みどり\t婦人会
委員\t行方 元気\t農業協同組合""",
        [
            "present 菅生 真太郎/会長",
            "present 鹿毛 みどり/副会長",
            "present 行方 元気/委員",
        ],
    ),
    "surnames alone behind a colon": (
        """委員：安心院会長、臼杵、玖珠、国東、日出
事務局：佐伯課長、津久見補佐、杵築
オブザーバー：別府（県保健所）
欠席：竹田委員、中津委員""",
        [
            "present 安心院/会長",
            "present 臼杵/委員",
            "present 玖珠/委員",
            "present 国東/委員",
            "present 日出/委員",
            "staff 佐伯/課長",
            "staff 津久見/補佐",
            "staff 杵築",
            "observer 別府/オブザーバー",
            "absent 竹田/委員",
            "absent 中津/委員",
        ],
    ),
    "those who left early or came late": (
        """出席者　委員長　月形　隆（途中退席）
　　　　委員　滝上　忍（午後２時３０分から出席）、遠軽　誠一郎（オンライン）
　　　　委員　幌加内　悠（Web出席）""",
        [
            "present 月形 隆/委員長",
            "present 滝上 忍/委員",
            "present 遠軽 誠一郎/委員",
            "present 幌加内 悠/委員",
        ],
    ),
    "titles of honour and two roles": (
        """出席者　会長（議長）　稚内　博、副会長兼会計　枝幸　礼子、
　　　　監事　猿払　清一、名誉会長　利尻　公三氏
事務局　事務局長代理　礼文　かおり""",
        [
            "present 稚内 博/会長",
            "present 枝幸 礼子/副会長兼会計",
            "present 猿払 清一/監事",
            "present 利尻 公三/名誉会長",
            "staff 礼文 かおり/事務局長代理",
        ],
    ),
    "a firm with its people in brackets": (
        """出席者　委員　氷見会長、射水委員、砺波委員
　　　　事務局　都市計画課　滑川課長、魚津主査
　　　　業務受託者　（株）つるぎ計画研究所（南砺、黒部）""",
        [
            "present 氷見/会長",
            "present 射水/委員",
            "present 砺波/委員",
            "staff 滑川/都市計画課 課長",
            "staff 魚津/主査",
            "staff 南砺/（株）つるぎ計画研究所",
            "staff 黒部/（株）つるぎ計画研究所",
        ],
    ),
}

BATCH_6 = {
    "a plain council": (
        """出席者　会長　武智　敏郎
　　　　副会長　烏谷　かおる
　　　　委員　近澤　守、渡部　光、日吉　ひさ子
欠席者　委員　兵頭　宏
事務局　福祉課長　正岡　淳、福祉課長補佐　越智　由美、福祉課係長　二神　誠
傍聴者　なし""",
        [
            "present 武智 敏郎/会長",
            "present 烏谷 かおる/副会長",
            "present 近澤 守/委員",
            "present 渡部 光/委員",
            "present 日吉 ひさ子/委員",
            "absent 兵頭 宏/委員",
            "staff 正岡 淳/福祉課長",
            "staff 越智 由美/福祉課長補佐",
            "staff 二神 誠/福祉課係長",
        ],
    ),
    "members with their bodies in brackets": (
        """出席委員　佐伯　涼（あおば大学）、八束　明子（あおば市ＰＴＡ連合会）、
　　　　　野間　一樹（公募委員）、重見　弘（自治会連合会）
欠席委員　芳野　ゆり（公募委員）
事務局　教育部長　尾崎　健、社会教育課長　白石　愛、同課主任　井関　大輔""",
        [
            "present 佐伯 涼",
            "present 八束 明子",
            "present 野間 一樹/公募委員",
            "present 重見 弘",
            "absent 芳野 ゆり/公募委員",
            "staff 尾崎 健/教育部長",
            "staff 白石 愛/社会教育課長",
            "staff 井関 大輔/同課主任",
        ],
    ),
    "surnames with their offices by section": (
        """出席者
　委員：矢野会長、二宮副会長、水沼委員、明比委員、渡邉委員
　事務局：市民生活部　藤堂部長
　　　　　環境課　曽我課長、渡辺係長、宇都宮主任
傍聴人：２人""",
        [
            "present 矢野/会長",
            "present 二宮/副会長",
            "present 水沼/委員",
            "present 明比/委員",
            "present 渡邉/委員",
            "staff 藤堂/市民生活部 部長",
            "staff 曽我/環境課 課長",
            "staff 渡辺/係長",
            "staff 宇都宮/主任",
            "observer =2",
        ],
    ),
    "a board of education": (
        """出席者　教育長　成松　俊一
　　　　委　員　　長曽我部　泉
　　　　委　員　　一色　隆史
　　　　委　員　　和気　さつき
説明のため出席した職員
　　　　教育次長　　　　吉良　勉
　　　　学校教育課長　　久門　みか
　　　　生涯学習課長　　真鍋　順二
書記　　総務係　　　　　続木　瑠奈""",
        [
            "present 成松 俊一/教育長",
            "present 長曽我部 泉/委員",
            "present 一色 隆史/委員",
            "present 和気 さつき/委員",
            "staff 吉良 勉/教育次長",
            "staff 久門 みか/学校教育課長",
            "staff 真鍋 順二/生涯学習課長",
        ],
    ),
    "two rows of names under their groups": (
        """出席者
【学識経験者】
　泉田　恒夫　　篠塚　真理
【市民委員】
　大政　和也　　亀岡　めぐみ　　徳永　智
【行政】
　都市計画課長　宮脇　浩二
　都市計画課　主査　小松原　恵""",
        [
            "present 泉田 恒夫/学識経験者",
            "present 篠塚 真理/学識経験者",
            "present 大政 和也/市民委員",
            "present 亀岡 めぐみ/市民委員",
            "present 徳永 智/市民委員",
            "staff 宮脇 浩二/都市計画課長",
            "staff 小松原 恵/都市計画課 主査",
        ],
    ),
    "only surnames with commas": (
        """出席委員　青野、尾上、久保田、渋谷、長井（座長）
事務局　松岡課長、沖補佐、寺尾""",
        [
            "present 青野",
            "present 尾上",
            "present 久保田",
            "present 渋谷",
            "present 長井/座長",
            "staff 松岡/課長",
            "staff 沖/補佐",
            "staff 寺尾",
        ],
    ),
    "names and offices in two columns": (
        """出席者
　委員長　　菊川　譲　　　　　副委員長　武方　典子
　委　員　　安永　拓也　　　　委　員　　三並　悦子
　委　員　　永木　清　　　　　委　員　　忽那　剛志
欠席者
　委　員　　船田　久美""",
        [
            "present 菊川 譲/委員長",
            "present 武方 典子/副委員長",
            "present 安永 拓也/委員",
            "present 三並 悦子/委員",
            "present 永木 清/委員",
            "present 忽那 剛志/委員",
            "absent 船田 久美/委員",
        ],
    ),
    "staff by name without a space": (
        """出席者　委員８名
事務局　総務部長　神野光男、行政改革推進室長　桧垣正、同室主幹　二葉美樹
傍聴者　１名""",
        [
            "present =8",
            "staff 神野光男/総務部長",
            "staff 桧垣正/行政改革推進室長",
            "staff 二葉美樹/同室主幹",
            "observer =1",
        ],
    ),
    "the absent and the early leaver told in notes": (
        """委員　出席　明石　勇人（会長）、楠本　千佳、升田　伸二
　　　欠席　河上　由紀夫
オブザーバー　県地方局建設部　佐々木　豪
関係課　農林水産課長　兵庫　達也""",
        [
            "present 明石 勇人/会長",
            "present 楠本 千佳/委員",
            "present 升田 伸二/委員",
            "absent 河上 由紀夫/委員",
            "observer 佐々木 豪/県地方局建設部",
            "staff 兵庫 達也/農林水産課長",
        ],
    ),
    "titles behind each full name": (
        """出席者　藤原　周平委員長、三原　瑞穂副委員長、仙波　徹委員、高須賀　茜委員
欠席者　得居　守委員
事務局　野本　雅人所長、二宮　さち主任""",
        [
            "present 藤原 周平/委員長",
            "present 三原 瑞穂/副委員長",
            "present 仙波 徹/委員",
            "present 高須賀 茜/委員",
            "absent 得居 守/委員",
            "staff 野本 雅人/所長",
            "staff 二宮 さち/主任",
        ],
    ),
}
