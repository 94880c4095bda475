"""Lists of people that only the style of the whole list makes plain, each with the rows of a clerk."""

BATCH_14 = {
    "given names that nobody lists, and one absent": (
        """出席委員　会長　　　加世田　　勝
　　　　　副会長　　指宿　　祐子
　　　　　委員　　　出水　　直樹　　阿久根　　志保　　枕崎　　昇
欠席委員　委員　　　曽於　　大地
出席職員　福祉事務所長　姶良　修司
　　　　　福祉課長補佐　霧島　千夏
　　　　　福祉課主任　　伊佐　圭吾""",
        [
            "present 加世田 勝/会長",
            "present 指宿 祐子/副会長",
            "present 出水 直樹/委員",
            "present 阿久根 志保/委員",
            "present 枕崎 昇/委員",
            "absent 曽於 大地/委員",
            "staff 姶良 修司/福祉事務所長",
            "staff 霧島 千夏/福祉課長補佐",
            "staff 伊佐 圭吾/福祉課主任",
        ],
    ),
    "surnames before offices, and the same section": (
        """出席した委員　　猪名川会長　能勢委員　豊能委員　箕面委員　池上委員
欠席した委員　　川西副会長　宝塚委員
出席した事務局職員　三田福祉局長　篠山福祉総務課長　丹波同課課長補佐　朝来同課主査""",
        [
            "present 猪名川/会長",
            "present 能勢/委員",
            "present 豊能/委員",
            "present 箕面/委員",
            "present 池上/委員",
            "absent 川西/副会長",
            "absent 宝塚/委員",
            "staff 三田/福祉局長",
            "staff 篠山/福祉総務課長",
            "staff 丹波/同課課長補佐",
            "staff 朝来/同課主査",
        ],
    ),
    "departments in brackets over offices and whole names": (
        """出席委員　勝又孝行委員長，石原保卓副委員長，菱川和幸委員，新川茜委員
市執行部　【財務部】
　財務部長　古平勝人，次長　鈴掛　勉，管財課長　栗原秀樹
　【東郷総合支所】
　東郷総合支所長　真家　忠，支所総務課長　吉澤房江
議会事務局　庶務議事課長（神谷一美），庶務議事課長補佐（関努）""",
        [
            "present 勝又孝行/委員長",
            "present 石原保卓/副委員長",
            "present 菱川和幸/委員",
            "present 新川茜/委員",
            "staff 古平勝人/財務部長",
            "staff 鈴掛 勉/次長",
            "staff 栗原秀樹/管財課長",
            "staff 真家 忠/東郷総合支所長",
            "staff 吉澤房江/支所総務課長",
            "staff 神谷一美/庶務議事課長",
            "staff 関努/庶務議事課長補佐",
        ],
    ),
    "two columns of offices and names that nobody lists": (
        """出席者
　委　員　長　　赤穂　浪士郎　　　　副委員長　　相生　千代
　委　　　員　　上郡　達也　　　　　委　　　員　　佐用　美里
　委　　　員　　宍粟　保　　　　　　委　　　員　　たつの　花
説明のため出席した者
　病院長　　　　姫路　白鷺　　　　　事務部長　　　加古川　流
　総務課長　　　高砂　浦子　　　　　医事課長　　　播磨　灘男""",
        [
            "present 赤穂 浪士郎/委員長",
            "present 相生 千代/副委員長",
            "present 上郡 達也/委員",
            "present 佐用 美里/委員",
            "present 宍粟 保/委員",
            "present たつの 花/委員",
            "staff 姫路 白鷺/病院長",
            "staff 加古川 流/事務部長",
            "staff 高砂 浦子/総務課長",
            "staff 播磨 灘男/医事課長",
        ],
    ),
    "one member whose surname ends like a former office": (
        """〇出席委員
中江委員長、大槻副委員長、早瀬、本多、山越、松前、三雲、小谷、伊吹、吉永の各委員
〇理事者側出席者
なし
〇議会事務局出席者
石動局長、磯貝次長、福永次長補佐、西郷担当書記""",
        [
            "present 中江/委員長",
            "present 大槻/副委員長",
            "present 早瀬/委員",
            "present 本多/委員",
            "present 山越/委員",
            "present 松前/委員",
            "present 三雲/委員",
            "present 小谷/委員",
            "present 伊吹/委員",
            "present 吉永/委員",
            "staff 石動/局長",
            "staff 磯貝/次長",
            "staff 福永/次長補佐",
            "staff 西郷/担当書記",
        ],
    ),
    "half brackets behind groups": (
        """出席者
　委員）代々木、原宿、渋谷、恵比寿
　事務局）目黒企画部長、五反田財政課長、大井人事課長""",
        [
            "present 代々木/委員",
            "present 原宿/委員",
            "present 渋谷/委員",
            "present 恵比寿/委員",
            "staff 目黒/企画部長",
            "staff 五反田/財政課長",
            "staff 大井/人事課長",
        ],
    ),
    "groups under numbers that name nobody": (
        """出席者
（１）審査会委員
　　　会長　　　　鉢形　信次郎
　　　会長職務代理　寄居　葉子
（２）諮問実施機関
　　　選挙管理課　　皆野課長
（３）審査会事務局
　　　総務課　　小川係長、長瀞主事""",
        [
            "present 鉢形 信次郎/会長",
            "present 寄居 葉子/会長職務代理",
            "present 皆野/選挙管理課 課長",
            "staff 小川/総務課 係長",
            "staff 長瀞/主事",
        ],
    ),
    "members of another sort beside those absent": (
        """出席委員（１０名中７名）
　１番　鰺坂　正一　　　２番　牛深　ミチ子　　４番　苓北　道夫
　５番　上天草　豊　　　７番　大矢野　清　　　８番　御所浦　睦美
　１０番　五和　勇
欠席委員
　３番　新和　徹　　６番　栖本　涼子　　９番　倉岳　仁
農地利用最適化推進委員
　有明　博　　河浦　久美
事務局職員
　局長　天草　三郎　　次長　本渡　律子""",
        [
            "present 鰺坂 正一/１番",
            "present 牛深 ミチ子/２番",
            "present 苓北 道夫/４番",
            "present 上天草 豊/５番",
            "present 大矢野 清/７番",
            "present 御所浦 睦美/８番",
            "present 五和 勇/１０番",
            "absent 新和 徹/３番",
            "absent 栖本 涼子/６番",
            "absent 倉岳 仁/９番",
            "present 有明 博/農地利用最適化推進委員",
            "present 河浦 久美/農地利用最適化推進委員",
            "staff 天草 三郎/局長",
            "staff 本渡 律子/次長",
        ],
    ),
    "names of columns in wide gaps over the names": (
        """委員の出欠
番号　氏名　　　　　役職　　　出欠
１　　加世田　登志男　会長　　　○
２　　指宿　祐子　　副会長　　○
３　　出水　直樹　　委員　　　×
４　　阿久根　志保　委員　　　○

議題
１　計画の案について""",
        [
            "present 加世田 登志男/会長",
            "present 指宿 祐子/副会長",
            "absent 出水 直樹/委員",
            "present 阿久根 志保/委員",
        ],
    ),
}
