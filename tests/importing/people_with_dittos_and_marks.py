"""Lists of people with dittos, names in brackets and marks, each with the rows of a clerk."""

BATCH_13 = {
    "names in brackets behind offices": (
        """出席者　委員　鷹取　順一（会長）
　　　　同　　深草　由美
事務局　　健康福祉部長（葛巻）、高齢福祉課長（岩泉）、高齢福祉課係長（普代）、同主任（田野畑）""",
        [
            "present 鷹取 順一/会長",
            "present 深草 由美/委員",
            "staff 葛巻/健康福祉部長",
            "staff 岩泉/高齢福祉課長",
            "staff 普代/高齢福祉課係長",
            "staff 田野畑/同主任",
        ],
    ),
    "ditto marks for whom somebody stands for": (
        """出席者
　（１）委　員
　　　　学識経験者　　　鷹取　順一（会長）
　　　　　　〃　　　　　深草　由美
　　　　関係団体代表　　伏見　正（副会長）
　　　　　　〃　　　　　醍醐　勲
　　　　公募市民　　　　桃山　さつき""",
        [
            "present 鷹取 順一/会長",
            "present 深草 由美/学識経験者",
            "present 伏見 正/副会長",
            "present 醍醐 勲/関係団体代表",
            "present 桃山 さつき/公募市民",
        ],
    ),
    "ditto marks before names with offices behind": (
        """出席者
　委員　学識経験者　鷹取順一　会長
　　　　　〃　　　　深草由美　副会長
　　　　町議会議員　伏見正
　　　　　〃　　　　醍醐勲
　町　　町長　宇治毅、副町長　城陽信二""",
        [
            "present 鷹取順一/会長",
            "present 深草由美/副会長",
            "present 伏見正/町議会議員",
            "present 醍醐勲/町議会議員",
            "staff 宇治毅/町長",
            "staff 城陽信二/副町長",
        ],
    ),
    "names in one word between wide gaps": (
        """出席者　◎鷹取順一　○深草由美　　伏見正　　醍醐勲　　桃山さつき
　　　　（◎委員長　○副委員長）
事務局　環境政策課　城陽課長　　久御山係長　　井手主査""",
        [
            "present 鷹取順一/委員長",
            "present 深草由美/副委員長",
            "present 伏見正",
            "present 醍醐勲",
            "present 桃山さつき",
            "staff 城陽/環境政策課 課長",
            "staff 久御山/係長",
            "staff 井手/主査",
        ],
    ),
    "heads of a section named before them": (
        """市出席者
教育長　宇治　毅
教育部　城陽部長
学校教育課　久御山課長、井手指導主事""",
        [
            "staff 宇治 毅/教育長",
            "staff 城陽/教育部 部長",
            "staff 久御山/学校教育課 課長",
            "staff 井手/指導主事",
        ],
    ),
    "a class beside a member": (
        """出席者　４名
　学校医代表　鷹取委員、ＰＴＡ代表　伏見委員・醍醐委員、学識経験者　石田委員
事務局　４名（宇治課長、城陽係長、久御山主任、井手主事）""",
        [
            "present 鷹取/委員",
            "present 伏見/委員",
            "present 醍醐/委員",
            "present 石田/委員",
            "staff 宇治/課長",
            "staff 城陽/係長",
            "staff 久御山/主任",
            "staff 井手/主事",
        ],
    ),
    "one absent with a count before the name": (
        """出席者
　鷹取　順一　　委員長（まほろば大学教授）
　深草　由美　　副委員長（まほろば市女性会会長）
　（欠席　１名　桃山　さつき　委員）
　事務局　宇治課長、城陽課長補佐、久御山""",
        [
            "present 鷹取 順一/委員長",
            "present 深草 由美/副委員長",
            "absent 桃山 さつき/委員",
            "staff 宇治/課長",
            "staff 城陽/課長補佐",
            "staff 久御山",
        ],
    ),
    "members of a section and firms": (
        """出席者
部会長　　鷹取　順一
部会員　　深草　由美、伏見　正、醍醐　勲
事務局　　福祉総務課　　宇治、城陽""",
        [
            "present 鷹取 順一/部会長",
            "present 深草 由美/部会員",
            "present 伏見 正/部会員",
            "present 醍醐 勲/部会員",
            "staff 宇治/福祉総務課",
            "staff 城陽",
        ],
    ),
    "offices in letters set apart": (
        """出席議員
５番　桃　山　さつき　君　　　６番　木　幡　直　子　君
９番　観月橋　大　輔　君　　　10番　丹波橋　　　恵　君
説明のため出席した者の職氏名
町　　長　宇　治　　　毅　君　　副　町　長　城　陽　信　二　君
教　育　長　久御山　　進　君　　総　務　課　長　井　手　桂　子　君""",
        [
            "present 桃山さつき/５番",
            "present 木幡直子/６番",
            "present 観月橋 大輔/９番",
            "present 丹波橋 恵/10番",
            "staff 宇治 毅/町長",
            "staff 城陽信二/副町長",
            "staff 久御山 進/教育長",
            "staff 井手桂子/総務課長",
        ],
    ),
    "the side of those present in brackets": (
        """■出席者（委員）　鷹取座長、深草委員、伏見委員
■出席者（市）　宇治健康部長、城陽健康推進課長、久御山保健師
■欠席者　桃山委員""",
        [
            "present 鷹取/座長",
            "present 深草/委員",
            "present 伏見/委員",
            "staff 宇治/健康部長",
            "staff 城陽/健康推進課長",
            "staff 久御山/保健師",
            "absent 桃山/委員",
        ],
    ),
    "offices apart behind surnames, and dittos within": (
        """出席者
鷹取順一 座長、深草由美 委員、伏見正 委員（オンライン）
（事務局）宇治 環境政策課長、城陽 同課係長、久御山同主査""",
        [
            "present 鷹取順一/座長",
            "present 深草由美/委員",
            "present 伏見正/委員",
            "staff 宇治/環境政策課長",
            "staff 城陽/同課係長",
            "staff 久御山/同主査",
        ],
    ),
    "who came and who did not on lines of one field": (
        """構成員　出席　鷹取順一（まほろば警察署交通課長）、深草由美（まほろばバス㈱営業部長）
　　　　欠席　桃山さつき（まほろばタクシー㈲社長）
事務局　宇治都市計画課長　城陽交通係長""",
        [
            "present 鷹取順一",
            "present 深草由美",
            "absent 桃山さつき",
            "staff 宇治/都市計画課長",
            "staff 城陽/交通係長",
        ],
    ),
    "a body's name with （者） in it": (
        """出席委員（者）氏名
鷹取　順一、深草　由美
欠席委員（者）氏名
伏見　正""",
        [
            "present 鷹取 順一",
            "present 深草 由美",
            "absent 伏見 正",
        ],
    ),
    "signs behind the name of the group": (
        """出席者
　委　員　◎鷹取　順一　○深草　由美　伏見　正　醍醐　勲
　　　　　（◎委員長　○副委員長）""",
        [
            "present 鷹取 順一/委員長",
            "present 深草 由美/副委員長",
            "present 伏見 正/委員",
            "present 醍醐 勲/委員",
        ],
    ),
    "the mayor of a town in kana": (
        """出席者
　⑴　委員
　　　会長　すずらん市長　旭川　弘
　　　委員　士別　恵子（司法書士）、名寄　勲（建築士）
　⑵　市側
　　　建設部長　芦別　学、建築課長　赤平　充""",
        [
            "present 旭川 弘/会長",
            "present 士別 恵子/委員",
            "present 名寄 勲/委員",
            "staff 芦別 学/建設部長",
            "staff 赤平 充/建築課長",
        ],
    ),
    "a total behind the last of several": (
        """出席委員　嵯峨野委員長、太秦副委員長、常盤委員、円町委員（4名）
欠席委員　鳴滝委員""",
        [
            "present 嵯峨野/委員長",
            "present 太秦/副委員長",
            "present 常盤/委員",
            "present 円町/委員",
            "absent 鳴滝/委員",
        ],
    ),
    "who took part from afar in brackets and by group": (
        """出席者：鷹取委員長、深草副委員長、伏見委員（リモート参加：木幡委員、石田委員）
事務局：宇治課長""",
        [
            "present 鷹取/委員長",
            "present 深草/副委員長",
            "present 伏見/委員",
            "present 木幡/委員",
            "present 石田/委員",
            "staff 宇治/課長",
        ],
    ),
    "who took part from afar before a colon": (
        """出席者
委員：鷹取順一、深草由美、伏見正
ＷＥＢ参加：醍醐勲、桃山さつき
欠席：木幡直子""",
        [
            "present 鷹取順一/委員",
            "present 深草由美/委員",
            "present 伏見正/委員",
            "present 醍醐勲/委員",
            "present 桃山さつき/委員",
            "absent 木幡直子",
        ],
    ),
    "marks right behind names": (
        """■委員出席状況（出席○、欠席×）
鷹取順一○　深草由美○　伏見正×　醍醐勲○
■事務局
宇治（健康課長）、城陽（健康課長補佐）、久御山（主任保健師）""",
        [
            "present 鷹取順一",
            "present 深草由美",
            "absent 伏見正",
            "present 醍醐勲",
            "staff 宇治/健康課長",
            "staff 城陽/健康課長補佐",
            "staff 久御山/主任保健師",
        ],
    ),
    "offices in square brackets on one line": (
        """出席者：【会長】三次　和夫　【副会長】庄原　なお子　【委員】世羅　剛、神石　美和""",
        [
            "present 三次 和夫/会長",
            "present 庄原 なお子/副会長",
            "present 世羅 剛/委員",
            "present 神石 美和/委員",
        ],
    ),
    "offices and names parted by narrow gaps alone": (
        """出席者　会長　城戸　雅人 委員　飛鳥　恵美子 委員　国東　樹 委員　阿蘇　良子""",
        [
            "present 城戸 雅人/会長",
            "present 飛鳥 恵美子/委員",
            "present 国東 樹/委員",
            "present 阿蘇 良子/委員",
        ],
    ),
    "who listened is a number of the meeting's": (
        """出席者　佐倉委員、林委員
傍聴者　２人""",
        [
            "present 佐倉/委員",
            "present 林/委員",
        ],
    ),
    "who listened, of two sorts": (
        """出席者　佐倉委員、林委員
傍聴者　市民３人、報道２人""",
        [
            "present 佐倉/委員",
            "present 林/委員",
            "observer =3",
            "observer =2",
        ],
    ),
    "those of a hospital": (
        """■出席委員
　委員長　葛城　峰雄（医師会長）
　委　員　生駒　多恵（税理士）
■病院出席者
　三輪病院長、桜井事務局長、橿原看護部長""",
        [
            "present 葛城 峰雄/委員長",
            "present 生駒 多恵/委員",
            "staff 三輪/病院長",
            "staff 桜井/事務局長",
            "staff 橿原/看護部長",
        ],
    ),
}
