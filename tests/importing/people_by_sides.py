"""More lists of people, each with the rows of a clerk: hosts, offices behind names, unknown names."""

BATCH_11 = {
    "the host's offices in brackets below the members": (
        """出席者　会長　真砂順子　　副会長　鵜戸学
　　　　委員　霧生玲奈、峰岸透
　　　　（美術館）館長、副館長、学芸係長""",
        [
            "present 真砂順子/会長",
            "present 鵜戸学/副会長",
            "present 霧生玲奈/委員",
            "present 峰岸透/委員",
            "staff 館長",
            "staff 副館長",
            "staff 学芸係長",
        ],
    ),
    "the host's offices behind a gap below the members": (
        """出席委員　会長　真砂順子、委員　鵜戸学
学校　　　校長、教頭、教務主任""",
        [
            "present 真砂順子/会長",
            "present 鵜戸学/委員",
            "staff 校長",
            "staff 教頭",
            "staff 教務主任",
        ],
    ),
    "sections of those who met are not hosts": (
        """出席者
（総務部）総務課長、財政課長
（建設部）土木課長、住宅課長""",
        ["present 総務課長", "present 財政課長", "present 土木課長", "present 住宅課長"],
    ),
    "the chief of the section in charge": (
        """出席者　会長　真砂順子、委員　鵜戸学
事務局　企画課長、企画課主査
所管課　文化振興課長""",
        [
            "present 真砂順子/会長",
            "present 鵜戸学/委員",
            "staff 企画課長",
            "staff 企画課主査",
            "staff 文化振興課長",
        ],
    ),
    "numbers in round brackets before groups": (
        """出席者
　⑴ 委員　真砂順子会長、鵜戸学委員
　⑵ 事務局　企画課長、企画課主査""",
        ["present 真砂順子/会長", "present 鵜戸学/委員", "staff 企画課長", "staff 企画課主査"],
    ),
    "offices apart behind names under members": (
        """出席者
（委員）
真砂　順子　会長
鵜戸　学　副会長
霧生　玲奈　委員""",
        ["present 真砂 順子/会長", "present 鵜戸 学/副会長", "present 霧生 玲奈/委員"],
    ),
    "citizens in brackets before members": (
        """出席委員　（学識経験者）真砂 順子会長
　　　　　（町民）鵜戸 学委員、霧生 玲奈委員""",
        ["present 真砂 順子/会長", "present 鵜戸 学/委員", "present 霧生 玲奈/委員"],
    ),
    "given names in kana with a kanji behind": (
        """出席委員
　１番　真砂　順子　　　２番　鵜戸　ヨシ江　　　３番　峰岸　透""",
        ["present 真砂 順子/１番", "present 鵜戸 ヨシ江/２番", "present 峰岸 透/３番"],
    ),
    "unknown names with kana before an office": (
        "出席者　霧生ゆう子会長、鵜戸井恵子委員、峰岸勇人委員",
        ["present 霧生ゆう子/会長", "present 鵜戸井恵子/委員", "present 峰岸勇人/委員"],
    ),
    "an office in general names of departments": (
        "出席者　真砂順子会長\n事務局　宇連事務部長、峰岸ごみ対策課長、平栗議会事務局長",
        [
            "present 真砂順子/会長",
            "staff 宇連/事務部長",
            "staff 峰岸/ごみ対策課長",
            "staff 平栗/議会事務局長",
        ],
    ),
    "the same office as the one above": (
        """出席者
　座長　真砂　順子
　委員　鵜戸　学
　　同　霧生　玲奈""",
        ["present 真砂 順子/座長", "present 鵜戸 学/委員", "present 霧生 玲奈/委員"],
    ),
    "a body on no list before its office": (
        """出席者
　農業委員会　　会長　　真砂　順子
　水利調整区　　理事長　鵜戸　学""",
        ["present 真砂 順子/農業委員会 会長", "present 鵜戸 学/水利調整区 理事長"],
    ),
    "staff told in brackets behind an office": (
        "出席者　真砂順子会長、鵜戸学委員、企画課長（事務局）",
        ["present 真砂順子/会長", "present 鵜戸学/委員", "staff 企画課長（事務局）"],
    ),
    "members of organisations without their office": (
        "出席委員　会長　真砂順子（元校長）、委員　鵜戸学（町内会）、霧生芳江（店主）\n事務局　館長、主任",
        [
            "present 真砂順子/会長",
            "present 鵜戸学/委員",
            "present 霧生芳江/委員",
            "staff 館長",
            "staff 主任",
        ],
    ),
    "a legend of marks among those present": (
        "出席者：真砂会長、鵜戸委員\n凡例　（○：委員、●：町）",
        ["present 真砂/会長", "present 鵜戸/委員"],
    ),
}
