"""More papers of first_sight/ that are Word documents: lists of people, forms and tables of turns."""

from collections.abc import Callable

from docx.document import Document

from .word_papers import paragraphs, table_of


def _roster_and_brackets(d: Document) -> None:
    """A table of people with who came, turns in brackets as paragraphs."""
    paragraphs(
        d,
        (
            "令和６年度第１回まゆみ町地域福祉計画推進委員会会議録",
            "日　時　令和６年７月３０日（火）１３時３０分～１４時４５分",
            "場　所　まゆみ町役場　大会議室",
            "出席者　次のとおり",
        ),
    )
    people = (
        ("役　職", "氏　名", "所　属", "出欠"),
        ("委員長", "由良　昭雄", "社会福祉協議会", "出席"),
        ("副委員長", "加古　真弓", "民生委員児童委員協議会", "出席"),
        ("委員", "明石　良", "老人クラブ連合会", "欠席"),
        ("委員", "須磨　久美", "公募", "出席"),
    )
    table_of(d, people)
    paragraphs(
        d,
        (
            "事務局　福祉課長、福祉課係長",
            "傍聴者　０名",
            "議　題",
            "（１）計画の進捗状況について",
            "（２）重層的支援体制整備事業について",
            "議事の内容",
            "（１）計画の進捗状況について",
            "（福祉課長）十八の取組のうち、十五に着手しました。",
            "（須磨委員）着手していない三つは何ですか。",
            "（福祉課長）いずれも担い手が見つからないものです。",
            "（２）重層的支援体制整備事業について",
            "（福祉課係長）断らない相談の窓口を、支所にも置きます。",
            "（副委員長）相談に来られない人の所へ出向くことが大切です。",
            "（委員長）両方を進めてください。本日はこれで閉じます。",
        ),
    )


def _form_and_speakers(d: Document) -> None:
    """An official form with merged cells, then a table of speakers with rows for items."""
    paragraphs(d, ("様式第１号", "会　議　録"))
    form = (
        ("会議の名称", "第２回あかざ市学校規模適正化検討委員会", None),
        ("開催日時", "令和５年８月３日（木）　１８時３０分から２０時１５分まで", None),
        ("開催場所", "あかざ市教育センター　視聴覚室", None),
        ("出席者", "委員", "英賀治郎委員長、網干晴美副委員長\n飾磨大樹委員、御着由香委員"),
        ("", "事務局", "学務課長、学務課副課長"),
        ("欠席者", "曽根豊委員", None),
        ("公開の区分", "公開", None),
        ("傍聴者数", "７人", None),
        ("議題", "１　児童数の推計について\n２　通学の方法について", None),
        ("会議資料", "資料１　児童数推計表\n資料２　通学距離の一覧", None),
    )
    table_of(d, form)
    paragraphs(d, ("", "会議の経過"))
    spoken = (
        ("発言者", "発言の要旨"),
        ("", "１　児童数の推計について"),
        ("委員長", "前回の会議録の確認をお願いする。"),
        ("学務課長", "六年後には、二つの学校で一年生が十人を下回る。"),
        ("御着委員", "区域を変えれば十人を保てるのではないか。"),
        ("学務課長", "変えても二年ほど遅らせるだけとなる。"),
        ("", "２　通学の方法について"),
        ("学務課副課長", "四キロを超える場合はバスを出す。"),
        ("飾磨委員", "バスの中で見守る人は付くのか。"),
        ("学務課副課長", "低学年のうちは付ける。"),
        ("委員長", "次回は保護者の意見を聞くこととする。"),
    )
    table_of(d, spoken)


def _styles_and_numbers(d: Document) -> None:
    """Headings by style, an agenda that Word counts, labels with colons."""
    d.add_heading("第７期ささゆり市環境審議会　第２回会議　議事録", 0)
    paragraphs(
        d,
        (
            "開催日時\t令和６年１１月６日（水）午前１０時～１１時２５分",
            "開催場所\tささゆり市役所　環境棟　研修室",
            "出席者\t会長　龍野敬一",
            "\t委員　佐用圭子、宍粟仁",
            "事務局\t環境政策課長、環境政策課主事",
            "傍聴者\t１名",
        ),
    )
    d.add_heading("議題", 1)
    for item in ("温室効果ガスの排出量について", "自然共生サイトの認定について"):
        d.add_paragraph(item, style="List Number")
    d.add_heading("議事録", 1)
    d.add_heading("温室効果ガスの排出量について", 2)
    paragraphs(
        d,
        (
            "環境政策課長：令和４年度の排出量は、基準の年より二割二分減りました。",
            "佐用委員：家庭の減り方が小さいですね。",
            "環境政策課長：電気自動車の補助を始めます。",
        ),
    )
    d.add_heading("自然共生サイトの認定について", 2)
    paragraphs(
        d,
        (
            "環境政策課主事：里山の八ヘクタールを申請します。",
            "宍粟委員：鹿の食害を先に防がないと、草が残りません。",
            "龍野会長：柵を張る場所を次回に示してください。",
        ),
    )


def _questions_by_number(d: Document) -> None:
    """A numbered head as paragraphs, a table of questions and answers with their numbers."""
    paragraphs(
        d,
        (
            "あせび市新庁舎建設に関する市民説明会　会議録",
            "１　日時　令和５年１１月２５日（土）１０：００～１１：４０",
            "２　会場　あせび市民ホール　小ホール",
            "３　参加人数　８２名",
            "４　内容　基本設計（案）の説明及び質疑応答",
            "５　質疑応答",
        ),
    )
    asked = (
        ("番号", "質問", "回答"),
        ("１", "建設費はいくらになるのか。", "六十八億円を見込んでいます。"),
        ("２", "今の庁舎の跡地はどう使うのか。", "広場とする案を軸に、来年度に話し合います。"),
        ("３", "災害の時に水は使えるのか。", "井戸を掘り、三日分の水をためます。"),
    )
    table_of(d, asked)


def _indents_and_spaced_roles(d: Document) -> None:
    """Spaced roles, names in wide spaces, labels alone above words that are set in."""
    paragraphs(
        d,
        (
            "令和５年度第１回はまゆう広域消防組合運営委員会会議録",
            "　",
            "１　期　　日　　令和５年５月２９日（月）",
            "２　時　　間　　１５時００分～１５時５０分",
            "３　場　　所　　消防本部　３階　会議室",
            "４　出 席 者",
            "　　委 員 長　　西　脇　　昇",
            "　　副委員長　　三　木　康　子",
            "　　委　　員　　小　野　拓　海",
            "　　委　　員　　加　西　文　男",
            "５　事 務 局　　消防長、総務課長、警防課長",
            "６　議　　題",
            "　（１）令和４年度の出動状況について",
            "　（２）はしご車の更新について",
            "７　会議経過",
            "（１）令和４年度の出動状況について",
            "委員長",
            "　警防課長から説明をお願いします。",
            "警防課長",
            "　火災は三十一件、救急は四千八百件でした。",
            "小野委員",
            "　救急の増えた理由は何ですか。",
            "警防課長",
            "　暑さによるものが多くなっています。",
            "（２）はしご車の更新について",
            "総務課長",
            "　二十年を過ぎ、部品が作られなくなりました。",
            "加西委員",
            "　隣の組合と共同で持つことはできませんか。",
            "総務課長",
            "　出動の重なりを調べます。",
            "委員長",
            "　調べた結果を次回に聞きます。",
        ),
    )


WRITERS: dict[str, Callable[[Document], None]] = {
    "fresh-docx-roster-table-and-bracket-turns": _roster_and_brackets,
    "fresh-docx-form-cells-and-speaker-table": _form_and_speakers,
    "fresh-docx-styles-and-auto-numbers": _styles_and_numbers,
    "fresh-docx-one-column-numbers-and-questions": _questions_by_number,
    "fresh-docx-indents-and-spaced-roles": _indents_and_spaced_roles,
}
