"""More lists of people, each with the rows of a clerk, as in people_in_heads.py."""

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
            "present 染谷 和雄/委員",
            "present 糟屋 真知子/委員",
            "absent 越智 敬太/委員",
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
            "present 佐伯 涼/委員",
            "present 八束 明子/委員",
            "present 野間 一樹/公募委員",
            "present 重見 弘/委員",
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
            "staff 続木 瑠奈/総務係",
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
            "present 青野/委員",
            "present 尾上/委員",
            "present 久保田/委員",
            "present 渋谷/委員",
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
