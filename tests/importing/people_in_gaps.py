"""Lists of people that gaps, brackets and rows of a table part."""

BATCH_12 = {
    "letters apart in names of three": (
        """出席者
　会　長　　大　河　内　　健　太　郎
　委　員　　長　谷　部　　美　佐　子
　委　員　　芝　　隆""",
        [
            "present 大河内 健太郎/会長",
            "present 長谷部 美佐子/委員",
            "present 芝 隆/委員",
        ],
    ),
    "offices behind names, a wide gap between people": (
        """出席者　白鳥和代　会長　　能勢勉　副会長　　真壁亮　委員""",
        [
            "present 白鳥和代/会長",
            "present 能勢勉/副会長",
            "present 真壁亮/委員",
        ],
    ),
    "several between dots": (
        """出席者　白鳥会長・能勢副会長・真壁委員・森委員
事務局　野島課長・谷口係長""",
        [
            "present 白鳥/会長",
            "present 能勢/副会長",
            "present 真壁/委員",
            "present 森/委員",
            "staff 野島/課長",
            "staff 谷口/係長",
        ],
    ),
    "a count over those named in brackets": (
        """出席者　委員５名中４名（白鳥会長、能勢委員、真壁委員、森委員）""",
        [
            "present 白鳥/会長",
            "present 能勢/委員",
            "present 真壁/委員",
            "present 森/委員",
        ],
    ),
    "where they come from behind a wide gap": (
        """出席者
　＜委員＞
　白鳥　和代（会長）　　　みさき大学教授
　能勢　勉　　　　　　　　公募市民""",
        [
            "present 白鳥 和代/会長",
            "present 能勢 勉/委員",
        ],
    ),
    "who presides behind what he is elsewhere": (
        """出席者
　みさき大学　白鳥教授【会長】
　みさき市商工会　能勢会長【副会長】""",
        [
            "present 白鳥/会長",
            "present 能勢/副会長",
        ],
    ),
    "professions in brackets": (
        """出席者　白鳥和代（委員長・大学教授）、能勢勉（弁護士）、真壁亮（民生委員）
欠席者　森学（臨床心理士）""",
        [
            "present 白鳥和代/委員長",
            "present 能勢勉",
            "present 真壁亮",
            "absent 森学",
        ],
    ),
    "clerks of a council below those absent": (
        """出席委員　白鳥会長、能勢委員
欠席委員　真壁委員
幹事　　　野島都市部長、谷口緑政課長、沖緑政課主査""",
        [
            "present 白鳥/会長",
            "present 能勢/委員",
            "absent 真壁/委員",
            "staff 野島/都市部長",
            "staff 谷口/緑政課長",
            "staff 沖/緑政課主査",
        ],
    ),
    "the house below those absent": (
        """［出席者］　白鳥和代（会長）、能勢勉
［欠席者］　真壁亮
［図書館］　館長、館長補佐、司書係長""",
        [
            "present 白鳥和代/会長",
            "present 能勢勉",
            "absent 真壁亮",
            "staff 館長",
            "staff 館長補佐",
            "staff 司書係長",
        ],
    ),
    "classes of a law": (
        """出席者
　公益を代表する委員	白鳥和代、能勢勉
　（関係行政機関の職員）　真壁亮""",
        [
            "present 白鳥和代/公益を代表する委員",
            "present 能勢勉/公益を代表する委員",
            "present 真壁亮/関係行政機関の職員",
        ],
    ),
    "fields that end with 氏名": (
        """会長の氏名　　白鳥　和代
出席者（委員）の氏名　能勢　勉、真壁　亮
事務局職員の職・氏名　都市部長　野島　隆""",
        [
            "present 白鳥 和代/会長",
            "present 能勢 勉",
            "present 真壁 亮",
            "staff 野島 隆/都市部長",
        ],
    ),
    "a secretary by name": (
        """議　長　　白鳥　和代
出席議員　能勢　勉　　真壁　亮
欠席議員　森　　学
説明員　　町長　野島　隆
書　記　　沖　　亮""",
        [
            "present 白鳥 和代/議長",
            "present 能勢 勉/議員",
            "present 真壁 亮/議員",
            "absent 森 学/議員",
            "staff 野島 隆/町長",
            "staff 沖 亮/書記",
        ],
    ),
    "staff in a row below a table": (
        """出席者名簿
氏名	役職	所属	出欠
白鳥　和代	会長	商工会	出席
真壁　亮	委員	公募	欠席
事務局	総務課長、総務課係長""",
        [
            "present 白鳥 和代/会長",
            "absent 真壁 亮/委員",
            "staff 総務課長",
            "staff 総務課係長",
        ],
    ),
    "a surname nobody knows among others": (
        """出席者　白鳥会長、能勢委員
説明員　小県健康福祉部長、和田こども課長、丸子教育次長""",
        [
            "present 白鳥/会長",
            "present 能勢/委員",
            "staff 小県/健康福祉部長",
            "staff 和田/こども課長",
            "staff 丸子/教育次長",
        ],
    ),
}
