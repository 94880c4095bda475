"""More lists of people as heads print them: groups that no word names, bodies over their people."""

BATCH_7 = {
    "sections of the town over their people": (
        """出席者
【委員】
佐久間　亮、堂本　千鶴、葛城　誠
【町】
保健福祉課
　課長　三枝　弘
　主査　落合　恵
こども課
　課長　安西　真理""",
        [
            "present 佐久間 亮/委員",
            "present 堂本 千鶴/委員",
            "present 葛城 誠/委員",
            "staff 三枝 弘/課長",
            "staff 落合 恵/主査",
            "staff 安西 真理/課長",
        ],
    ),
    "a firm over its people": (
        """出席者　会長　河野　晋、委員　峰　由美
事務局
　企画課長　鳥居　茂
　企画課主任　牧　美雪
　株式会社あおぞら計画
　主任研究員　国枝　拓也
　研究員　戸田　梓""",
        [
            "present 河野 晋/会長",
            "present 峰 由美/委員",
            "staff 鳥居 茂/企画課長",
            "staff 牧 美雪/企画課主任",
            "staff 国枝 拓也/主任研究員",
            "staff 戸田 梓/研究員",
        ],
    ),
    "whom members stand for before a gap": (
        """出席委員
　学識経験者　　古川　洋一（会長）
　　　　　　　　須田　恵子
　商工関係　　　垣内　博
　公募市民　　　和泉　さつき
欠席委員
　農業関係　　　都築　昇
事務局　産業課長　平野　隆""",
        [
            "present 古川 洋一/会長",
            "present 須田 恵子/学識経験者",
            "present 垣内 博/商工関係",
            "present 和泉 さつき/公募市民",
            "absent 都築 昇/農業関係",
            "staff 平野 隆/産業課長",
        ],
    ),
    "a circle or a cross before each name": (
        """委員（○出席、×欠席）
○ 大槻　真
○ 立川　律子
× 沼田　明""",
        ["present 大槻 真/委員", "present 立川 律子/委員", "absent 沼田 明/委員"],
    ),
    "numbered parts of the list": (
        """３　出席者
(1) 委員
　　手塚会長、日高副会長、小沢委員、稲田委員
(2) 事務局
　　土木部　桜庭部長
　　道路課　永井課長、早瀬係長""",
        [
            "present 手塚/会長",
            "present 日高/副会長",
            "present 小沢/委員",
            "present 稲田/委員",
            "staff 桜庭/土木部 部長",
            "staff 永井/道路課 課長",
            "staff 早瀬/係長",
        ],
    ),
    "professions before the names": (
        """出席委員　弁護士　菅原　義明、医師　三好　志保、大学教授　辻　健介
事務局　総務課長　早川　豊""",
        [
            "present 菅原 義明/弁護士",
            "present 三好 志保/医師",
            "present 辻 健介/大学教授",
            "staff 早川 豊/総務課長",
        ],
    ),
    "seats of a village assembly in columns": (
        """出席議員（６名）
　１番　秋葉　保　　２番　寺尾　啓子　　３番　梅原　一
　４番　榊　文雄　　５番　沖田　和美　　６番　野口　誠
欠席議員（なし）
職務のため出席した者
　議会事務局長　西岡　裕　　書記　久米　彩
説明のため出席した者
　村長　鶴田　武　　　副村長　北条　肇""",
        [
            "present 秋葉 保/１番",
            "present 寺尾 啓子/２番",
            "present 梅原 一/３番",
            "present 榊 文雄/４番",
            "present 沖田 和美/５番",
            "present 野口 誠/６番",
            "staff 西岡 裕/議会事務局長",
            "staff 久米 彩/書記",
            "staff 鶴田 武/村長",
            "staff 北条 肇/副村長",
        ],
    ),
    "counts of parents and teachers": (
        """参加者　保護者１２名、教職員５名、地域住民８名
町側　教育長　遠山　哲、学校教育課長　柏原　純""",
        [
            "present =12",
            "present =5",
            "present =8",
            "staff 遠山 哲/教育長",
            "staff 柏原 純/学校教育課長",
        ],
    ),
    "in the room and from afar": (
        """出席者（会場）　浅井　光座長、丹羽　郁子委員
出席者（オンライン）　岡部　翼委員、瀬川　美帆委員
欠席者　浦野　徹委員""",
        [
            "present 浅井 光/座長",
            "present 丹羽 郁子/委員",
            "present 岡部 翼/委員",
            "present 瀬川 美帆/委員",
            "absent 浦野 徹/委員",
        ],
    ),
    "bodies with offices before the names": (
        """出席者
　かすみ町商工会　会長　船越　隆
　かすみ町観光協会　事務局長　阿部　さやか
　かすみ農業協同組合　営農部長　千葉　剛
　（欠席）かすみ町旅館組合　組合長　磯部　保
事務局　商工観光課　課長補佐　湯浅　忍""",
        [
            "present 船越 隆/かすみ町商工会 会長",
            "present 阿部 さやか/かすみ町観光協会 事務局長",
            "present 千葉 剛/かすみ農業協同組合 営農部長",
            "absent 磯部 保/かすみ町旅館組合 組合長",
            "staff 湯浅 忍/商工観光課 課長補佐",
        ],
    ),
}
BATCH_8 = {
    "a name broken where the line was full": (
        """出席者　会長　戸部　健一、委員　長浜　里
子、委員　根津　貢""",
        ["present 戸部 健一/会長", "present 長浜 里子/委員", "present 根津 貢/委員"],
    ),
    "a list that no word names between others": (
        """３　出席者　　会長　桑野　憲司　　委員　毛塚　ちづる
４　特定行政庁　　白井建築指導課長、菅井審査係長
５　書記　　みなも町議会事務局長""",
        [
            "present 桑野 憲司/会長",
            "present 毛塚 ちづる/委員",
            "staff 白井/建築指導課長",
            "staff 菅井/審査係長",
            "staff みなも町議会事務局長",
        ],
    ),
    "the head of a body behind its office": (
        """出席者
会長　　みなも大学　教授　桑野　憲司
委員　　みなも町商工会　会長　毛塚　勉""",
        ["present 桑野 憲司/会長", "present 毛塚 勉/みなも町商工会 会長"],
    ),
    "all sides in brackets on one line": (
        "出席者　【審議会】千田会長、福井委員、三谷委員　【市】高岡環境部長、宮内課長　【傍聴】２名",
        [
            "present 千田/会長",
            "present 福井/委員",
            "present 三谷/委員",
            "staff 高岡/環境部長",
            "staff 宮内/課長",
            "observer =2",
        ],
    ),
    "the absent in a bracket behind the list": (
        "出席委員：山辺、小島、千石、福留（欠席：大野、曽根）",
        [
            "present 山辺/委員",
            "present 小島/委員",
            "present 千石/委員",
            "present 福留/委員",
            "absent 大野/委員",
            "absent 曽根/委員",
        ],
    ),
    "where each comes from in brackets": (
        """出席委員
委員長　神崎　忍（みどり大学准教授）
副委員長　竹内　学（社会福祉協議会事務局長）
委員　村瀬　いずみ（民生委員児童委員協議会）、古谷　正（老人クラブ連合会）""",
        [
            "present 神崎 忍/委員長",
            "present 竹内 学/副委員長",
            "present 村瀬 いずみ/委員",
            "present 古谷 正/委員",
        ],
    ),
    "officials under an article of the law": (
        """出席議員　１番　桑田　茂、２番　倉本　慶子
地方自治法第１２１条の規定により説明のため出席した者
　町長　有馬　浩　　　　総務課長　石渡　功
　教育長　生田　節子　　税務課長　川越　実""",
        [
            "present 桑田 茂/１番",
            "present 倉本 慶子/２番",
            "staff 有馬 浩/町長",
            "staff 石渡 功/総務課長",
            "staff 生田 節子/教育長",
            "staff 川越 実/税務課長",
        ],
    ),
    "each office on a line over its names": (
        """出席者
会長
　小暮　貴志
副会長
　戸倉　加奈
委員
　新井　悟
　飯島　寛子""",
        [
            "present 小暮 貴志/会長",
            "present 戸倉 加奈/副会長",
            "present 新井 悟/委員",
            "present 飯島 寛子/委員",
        ],
    ),
    "dots between office and name": (
        """出席者
会長・・・岸田　啓
副会長・・・村井　薫
委員・・・青柳　修、朝倉　舞
事務局・・・市民課長　池上　亨""",
        [
            "present 岸田 啓/会長",
            "present 村井 薫/副会長",
            "present 青柳 修/委員",
            "present 朝倉 舞/委員",
            "staff 池上 亨/市民課長",
        ],
    ),
    "a lecturer between members and staff": (
        """出席者　委員　国分　稔、関谷　早苗
講師　さざなみ大学　教授　深沢　慎
事務局　生涯学習課　主事　蓮沼　歩""",
        [
            "present 国分 稔/委員",
            "present 関谷 早苗/委員",
            "present 深沢 慎/さざなみ大学 教授",
            "staff 蓮沼 歩/生涯学習課 主事",
        ],
    ),
    "a proxy in brackets behind the member": (
        """出席者
会長　若松　耕平
委員　大場　秀（代理出席：滝沢　陽）
委員　久保　恵理""",
        ["present 若松 耕平/会長", "present 大場 秀/委員", "present 久保 恵理/委員"],
    ),
    "sections with colons in one line": (
        """出席委員　赤堀会長、池谷委員
市出席者
　企画部：水島部長、企画課：相川課長、根本係長
　財務部：荒木部長""",
        [
            "present 赤堀/会長",
            "present 池谷/委員",
            "staff 水島/部長",
            "staff 相川/課長",
            "staff 根本/係長",
            "staff 荒木/部長",
        ],
    ),
    "spaced letters and honorifics": (
        """出席者
　会　　長　　島　田　　茂　様
　委　　員　　佐々木　京　子　様
　委　　員　　林　　　　誠　様
事　務　局　　福祉課長　岩本""",
        [
            "present 島田 茂/会長",
            "present 佐々木 京子/委員",
            "present 林 誠/委員",
            "staff 岩本/福祉課長",
        ],
    ),
}
BATCH_9 = {
    "who presides with his own office behind him": (
        """議長：田丸　耕一（会長）
出席者：秦野　孝、岸本　久子""",
        ["present 田丸 耕一/会長", "present 秦野 孝", "present 岸本 久子"],
    ),
    "a coast guard among bodies without offices": (
        """出席者
　会長　　鷲見　啓介（ゆうなぎ大学）
　委員　　ゆうなぎ漁業協同組合　棚橋　昭
　　　　　ゆうなぎ海上保安署　笹本　拓
　　　　　公募　今村　はるか
事務局　　港湾課長　堀　豊""",
        [
            "present 鷲見 啓介/会長",
            "present 棚橋 昭/ゆうなぎ漁業協同組合",
            "present 笹本 拓/ゆうなぎ海上保安署",
            "present 今村 はるか/公募",
            "staff 堀 豊/港湾課長",
        ],
    ),
    "members in a sentence": (
        """出席者：茂木会長ほか委員６名（柳原、庄司、滝、古田、天野、前島）
欠席者：なし""",
        [
            "present 茂木/会長",
            "present 柳原/委員",
            "present 庄司/委員",
            "present 滝/委員",
            "present 古田/委員",
            "present 天野/委員",
            "present 前島/委員",
        ],
    ),
    "tabs between office and name": (
        """出席者
会長\t植村　克己
委員\t比嘉　さおり
委員\t宮城　健吾（欠席）
事務局
課長\t大嶺　実""",
        ["present 植村 克己/会長", "present 比嘉 さおり/委員", "absent 宮城 健吾/委員", "staff 大嶺 実/課長"],
    ),
    "three groups under numbers in circles": (
        """出席者
①委員　梶原会長、細川副会長、安田委員、柏木委員
②説明者　上水道課　富岡課長
③事務局　総務課　白鳥係長、真壁""",
        [
            "present 梶原/会長",
            "present 細川/副会長",
            "present 安田/委員",
            "present 柏木/委員",
            "staff 富岡/上水道課 課長",
            "staff 白鳥/総務課 係長",
            "staff 真壁",
        ],
    ),
    "a mayor with the board in two lines": (
        """出席者　市長　　　　　松永　英樹
　　　　教育長　　　　成瀬　恭子
　　　　教育委員　　　堤　和夫、江口　由香、重松　仁
同席者　教育部長　山縣　徹
　　　　学校教育課長　長岡　幸子""",
        [
            "present 松永 英樹/市長",
            "present 成瀬 恭子/教育長",
            "present 堤 和夫/教育委員",
            "present 江口 由香/教育委員",
            "present 重松 仁/教育委員",
            "staff 山縣 徹/教育部長",
            "staff 長岡 幸子/学校教育課長",
        ],
    ),
    "names with seats behind them": (
        """出席委員　熊田　悟（１番）、細井　聡美（２番）、赤坂　渉（４番）
欠席委員　深田　稔（３番）""",
        ["present 熊田 悟/委員", "present 細井 聡美/委員", "present 赤坂 渉/委員", "absent 深田 稔/委員"],
    ),
    "the chair apart and the rest by district": (
        """議長　区長会長　石塚　清
出席区長
　大森　孝、永野　正、江川　明美
町出席者　総務課長　宇野　晴彦""",
        [
            "present 石塚 清/区長会長",
            "present 大森 孝",
            "present 永野 正",
            "present 江川 明美",
            "staff 宇野 晴彦/総務課長",
        ],
    ),
    "guests from the prefecture": (
        """出席者　委員　芹沢　豊、榎本　香織
オブザーバー　県農政事務所　所長　羽生　隆、主任　米山　桜
事務局　農政課　谷口""",
        [
            "present 芹沢 豊/委員",
            "present 榎本 香織/委員",
            "observer 羽生 隆/県農政事務所 所長",
            "observer 米山 桜/主任",
            "staff 谷口/農政課",
        ],
    ),
    "a consultant under the staff with a bracket": (
        """委員　保科委員長、有賀副委員長、小平委員
事務局　都市計画課：矢島課長、北原主幹、（株）まちづくり研究所：唐沢、宮下""",
        [
            "present 保科/委員長",
            "present 有賀/副委員長",
            "present 小平/委員",
            "staff 矢島/課長",
            "staff 北原/主幹",
            "staff 唐沢/（株）まちづくり研究所",
            "staff 宮下",
        ],
    ),
    "people who came late": (
        """出席委員　米倉会長、清野委員、志田委員（午後２時２０分から）
欠席委員　庄内委員
事務局　福祉課長　ほか３名""",
        ["present 米倉/会長", "present 清野/委員", "present 志田/委員", "absent 庄内/委員", "staff 福祉課長"],
    ),
}

BATCH_10 = {
    "given-names-that-are-surnames-among-full-names": (
        "出席者　会長　保坂　徹、委員　三原　真弓、委員　浅見　千春",
        ["present 保坂 徹/会長", "present 三原 真弓/委員", "present 浅見 千春/委員"],
    ),
    "surnames-alone-stay-two": (
        "出席者　保坂、三原　真弓、浅見",
        ["present 保坂", "present 三原", "present 真弓", "present 浅見"],
    ),
    "sections-on-no-list-beside-offices": (
        "出席者　市長、副市長、教育長、駐屯所長\n事務局　緑化推進課長、園芸係長",
        [
            "present 市長",
            "present 副市長",
            "present 教育長",
            "present 駐屯所長",
            "staff 緑化推進課長",
            "staff 園芸係長",
        ],
    ),
    "a-department-is-not-cut-inside": (
        "出席者　委員７名\n事務局　館長　社会教育主事",
        ["present =7", "staff 館長", "staff 社会教育主事"],
    ),
    "seats-and-dots": (
        "出席議員　二名\n　　１番・保坂　徹　　２番・三原　陽子",
        ["present 保坂 徹/１番", "present 三原 陽子/２番"],
    ),
    "households-and-proxies": (
        "出席　本人４１世帯、委任状１２通\n役員　保坂会長、三原会計",
        ["present =41", "present =12", "present 保坂/会長", "present 三原/会計"],
    ),
}
