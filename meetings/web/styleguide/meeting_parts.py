"""Examples of the parts of a meeting's page, and of the pages below it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from meetings.models import Attendance, Correction, Material, Meeting, RecordType
from meetings.search.results import Piece
from meetings.web.citation import Citation
from meetings.web.citation_formats import Share
from meetings.web.figures import MeetingShare, MeetingShares
from meetings.web.search.marks import Marks
from meetings.web.terms import LADDER, RECORD_TYPES
from meetings.web.transcript import Heading, OutlineEntry, passage

from . import sample
from .example import Example, State

WITHDRAWN: dict[str, Any] = {
    "withdrawn_on": datetime.date(2024, 11, 5),
    "withdrawn_reason": "発言者の申出による",
}


def facts() -> Example:
    changes = [
        {"number": 12, "before": "前の文", "after": "後の文"},
        {"number": 13, "before": None, "after": "加えた文"},
        {"number": 14, "before": "取り消した文", "after": None},
    ]
    made_at = datetime.datetime(2024, 11, 5, 9, tzinfo=datetime.UTC)
    correction = Correction(made_at=made_at, document="kaigiroku.pdf", changes=changes)
    full = sample.meeting(
        openness="partly",
        openness_reason="個人に関する情報を扱うため",
        source=sample.source(),
        source_url="https://town.example.jp/3",
    )

    def state(label: str, meeting: Meeting, **page: Any) -> State:
        return State(label, {"meeting": meeting, "page": SimpleNamespace(**page)})

    return Example(
        "会議について分かること",
        "会議録の冒頭に書かれていること、原本、訂正。書かれていない項目は出しません。",
        "meetings/_facts.html",
        "components/facts.css",
        [
            state(
                "原本、訂正がある",
                full,
                corrections=[correction],
                original=full.source,
                why_no_original="",
            ),
            state(
                "書かれていることが少ない",
                sample.meeting(observers=None, department="", openness="unknown"),
            ),
        ],
    )


def glance() -> Example:
    def state(label: str, meeting: Meeting, record_type: RecordType, **page: Any) -> State:
        said = {"record_type": RECORD_TYPES[record_type], "speech_count": 42, **page}
        return State(label, {"meeting": meeting, "page": SimpleNamespace(**said)})

    return Example(
        "会議のあらまし",
        "読む前に知っておきたいことと、この記録でできること。",
        "meetings/_glance.html",
        "components/facts.css",
        [
            state(
                "要点の記録。訂正があり、原本を保存できる",
                sample.meeting(openness="partly"),
                RecordType.SUMMARY,
                corrections=[None],
                original=sample.source(),
            ),
            state("全文の記録", sample.meeting(openness="unknown"), RecordType.VERBATIM),
        ],
    )


def annexes() -> Example:
    people = [Attendance(text="委員長　髙橋 志津男"), Attendance(text="市民委員", count=4)]
    page = SimpleNamespace(
        attendance=[SimpleNamespace(heading="出席", people=people)],
        materials=[
            Material(number="資料1", title="給食費の状況", url="https://town.example.jp/s1.pdf"),
            Material(title="委員名簿"),
        ],
        record_type=RECORD_TYPES[RecordType.SUMMARY],
        shares=MeetingShares(
            rows=(
                MeetingShare("髙橋 志津男", LADDER[0], 2, 12, 4820, "100%"),
                MeetingShare("委員", LADDER[3], 5, 31, 3110, "64.5%"),
            ),
            others=3,
            other_turns=4,
            other_characters=260,
        ),
    )
    meeting = sample.meeting(
        attendees="委員長　髙橋 志津男\n市民委員　4名", printed_header=[["日時", "令和6年9月10日"]]
    )
    return Example(
        "出席者、発言者ごとの発言、配付資料、書かれている項目",
        "読みたい人だけが開くもの。",
        "meetings/_annexes.html",
        "components/disclosure.css,components/table.css,components/measure.css",
        [State("すべてある", {"meeting": meeting, "page": page})],
    )


def outline() -> Example:
    first = sample.turn(21)
    below = OutlineEntry(sample.item(3, "財源の見通し", number="(1)"), first, 6, hits=1)
    entries = [
        OutlineEntry(sample.item(1, "開会", number="1"), sample.turn(22), 1),
        OutlineEntry(
            sample.item(2, number="2", outcome="原案のとおり承認した。"), first, 18, hits=2, children=[below]
        ),
        OutlineEntry(sample.item(4, "その他", number="3")),
    ]
    return Example(
        "議題の一覧",
        "議題から、その最初の発言へ。発言のない議題はリンクになりません。広い画面では本文の横に付いてきます。",
        "meetings/_outline.html",
        "components/outline.css,components/fold.css",
        [
            State(
                "小さな議題、審議結果、検索の一致、発言のない議題", {"page": SimpleNamespace(outline=entries)}
            )
        ],
    )


def legend() -> Example:
    return Example(
        "印の意味",
        "発言者の横の印の説明。そのページにある印だけを説明します。",
        "meetings/_legend.html",
        "components/turn.css",
        [State("すべての印", {"rungs": list(LADDER)})],
    )


def heading() -> Example:
    item = sample.item(number="議案第3号")
    return Example(
        "議題の見出し",
        "議題の発言が始まるところ、戻ってくるところ。",
        "meetings/_heading.html",
        "components/turn.css",
        [
            State("議題", {"heading": Heading(item, 2, False)}),
            State("ほかの会議へつながる議題", {"heading": Heading(item, 2, False, "/threads/1/")}),
            State("小さな議題", {"heading": Heading(sample.item(2, "財源の見通し", number="(1)"), 3, False)}),
            State("続き", {"heading": Heading(item, 2, True)}),
        ],
        within="transcript",
    )


def turn() -> Example:
    hit = (Piece("無償にした場合の", False), Piece("学校給食", True), Piece("費を伺います。", False))
    far = (Piece(sample.LONG_TEXT, False), Piece("学校給食", True), Piece("費のことです。", False))
    group = sample.said(33, "organisation", "潮見野市", municipality=sample.town())
    passages = {
        "氏名まで分かる": sample.said(31, "person", "髙橋委員", "髙橋 志津男", affiliation="市民クラブ"),
        "役職だけが分かる": sample.said(32, "office", "委員長"),
        "団体としての発言": group,
        "匿名": sample.said(34, "anonymous", "委員"),
        "だれとも書かれていない": sample.said(35, "", ""),
        "表示の意味が分かっている": sample.said(36, "office", "長員委", "委員長"),
        "長い表示": sample.said(37, "office", f"{sample.LONG_NAME}担当課長（代理出席）"),
        "地の文": passage(sample.turn(38, "", "事務局から資料1の説明があった。", kind="narration")),
        "手続": passage(sample.turn(39, "", "（異議なし）", kind="procedure")),
        "取り消された": sample.said(40, "person", "沢渡委員", "沢渡 薫", **WITHDRAWN),
        "検索の一致": replace(
            sample.said(41, "office", "委員長"), is_hit=True, pieces=hit, hit_before=31, hit_behind=42
        ),
        "一致がずっと下にある": replace(
            sample.said(42, "office", "委員長"), is_hit=True, pieces=far, hit_before=41
        ),
    }
    return Example(
        "発言",
        "表示と本文は会議録のとおり。左の線は手がかりの段によって色と形が違います。番号はその発言のアドレスです。",
        "styleguide/_turn.html",
        "components/turn.css",
        [State(label, {"passage": made}) for label, made in passages.items()],
        within="transcript",
        written_in="meetings/templatetags/transcript.py",
    )


def neighbour() -> Example:
    return Example(
        "前後の発言",
        "一つの発言のページの下に、その前と次の発言を置きます。",
        "meetings/_neighbour.html",
        "components/turn.css",
        [
            State("前の発言", {"passage": sample.said(51, "office", "委員長"), "way": "前："}),
            State(
                "取り消された次の発言",
                {"passage": sample.said(52, "office", "委員長", **WITHDRAWN), "way": "次："},
            ),
        ],
        within="transcript",
    )


def marks() -> Example:
    path = sample.meeting().get_absolute_url()
    return Example(
        "検索の一致の帯",
        "検索から来た読者に、一致の数と、次の一致への道を示します。読む間、画面の上に残ります。"
        "一致がないとき、調べ終わらなかったときは、そのことだけを書きます。",
        "meetings/_marks.html",
        "components/marks.css",
        [
            State("一致がある", {"marks": Marks("学校給食", (41, 42), path)}),
        ],
    )


def beside() -> Example:
    meeting = sample.meeting()
    later = sample.meeting(title="第4回会議", date=datetime.date(2024, 11, 5))
    earlier = sample.meeting(title="第2回会議", date=datetime.date(2024, 6, 4))
    return Example(
        "前後の会議",
        "同じ会議体の、前の会議と次の会議へ。",
        "meetings/_beside.html",
        "components/turn.css",
        [
            State("両方ある", {"meeting": meeting, "page": SimpleNamespace(earlier=earlier, later=later)}),
        ],
    )


def share() -> Example:
    meeting = sample.meeting(record_type="summary")
    url = f"https://minutes.example.jp{meeting.get_absolute_url()}12/"
    citation = Citation(
        key=f"{meeting.identifier}-12",
        municipality="潮見野市",
        body=meeting.body.name,
        meeting=meeting.title,
        held_on=meeting.date,
        passage="発言12",
        labels=("委員長",),
        authors=(),
        record="要点記録",
        archive="会議録アーカイブ",
        url=url,
        read_on=datetime.date(2026, 11, 22),
    )
    return Example(
        "引用・共有",
        "引用文、変わらないアドレス、文献管理ソフトのためのファイル。JavaScriptが使えるときは、コピーのボタンが出ます。",
        "citing/_share.html",
        "components/citation.css",
        [State("要点記録の一つの発言", {"share": Share(citation, url, f"{meeting.get_absolute_url()}12/")})],
    )


def range_form() -> Example:
    return Example(
        "発言の範囲を引用する",
        "その発言から、番号を入れた発言までのページを開きます。",
        "citing/_range_form.html",
        "components/citation.css",
        [State("", {"turn": sample.turn(12), "to": ""})],
    )
