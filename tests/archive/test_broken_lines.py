"""Whatever is wrong with a line is named by line, by the path of the value, and in words."""

import json
from typing import Any

import pytest

from meetings.archive.format import read_line
from meetings.archive.line_files import LONGEST_LINE, Line
from meetings.archive.loading import Loader
from meetings.models import Body, Meeting, Municipality, Speaker

from .lines import CITY, body, encoded, load, meeting, turn

ANONYMOUS = {"kind": "anonymous", "name": "委員"}
OTHER = turn(number=2, text="次に。")
SOURCE = {"type": "source", "sha256": "0" * 64, "name": "a", "format": "pdf"}
UNRECORDED = {"type": "unrecorded_meeting", "body": "known", "number": 3, "reason": "作成中"}
THREAD = {"type": "thread", "number": 7, "title": "給食費の無償化"}
CORRECTION = {"document": "訂正.txt"}
CHANGE = {"number": 1, "before": "前", "after": "後"}
KNOWN = meeting(
    municipality=None,
    body={"name": "登録済みの会議", "slug": "known"},
    identifier="000000001X00120250610",
    agenda=["議題"],
)
ENTRY = {"meeting": KNOWN["identifier"], "position": 1}


def test_the_line_that_the_others_are_made_from_is_good() -> None:
    read_line(encoded(meeting()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "where", "words"),
    [
        (b"{", "", "JSONとして読めません（2文字目"),
        (b"[1]", "", "{ }"),
        (b'"text"', "", "{ }"),
        ("市".encode("shift_jis"), "", "UTF-8ではありません（行の1バイト目）"),
        (b'{"title": "a", "title": "b"}', "title", "二度"),
        (b'{"number": NaN}', "", "NaN"),
        (b"[" * 100_000, "", "深すぎ"),
        (b'{"number": ' + b"9" * 5000 + b"}", "", "数が長すぎる"),
        (meeting(type="minutes"), "type", "「minutes」は使えません"),
        (meeting(venue="市役所"), "venue", "書式にありません"),
        (meeting(body={"name": "委員会", "chair": "若葉"}), "body.chair", "書式にありません"),
        (meeting(turns=[turn(mood="good")]), "turns[0].mood", "書式にありません"),
        (meeting(agenda=[{"title": "議題", "x": 1}]), "agenda[0].x", "書式にありません"),
        (meeting(municipality=CITY | {"code": "992012"}), "municipality.code", "検査数字"),
        (meeting(municipality=CITY | {"code": "99201"}), "municipality.code", "6けたではありません"),
        (meeting(municipality=992011), "municipality", "{ }"),
        (meeting(date="2025-02-30"), "date", "2025-02-30 という日は暦にありません"),
        (meeting(date="令和7年6月10日"), "date", "日付の形ではありません"),
        (meeting(date=20250610), "date", "文字列"),
        (meeting(start="25:00"), "start", "時刻ではありません"),
        (meeting(start="1400"), "start", "時刻ではありません"),
        (meeting(created_at="2025-06-10T10:00:00"), "created_at", "日時ではありません"),
        (meeting(record_type="tape"), "record_type", "「tape」は使えません。使えるのは verbatim、"),
        (meeting(status="secret"), "status", "draft、review、published、withdrawn"),
        (meeting(status="published", date=None), "status", "開催日のない会議は公開できません"),
        (meeting(status="withdrawn"), "status", "取消日と取消の理由"),
        (meeting(title=""), "title", "必ず必要"),
        (meeting(body=None), "body", "必ず必要"),
        (meeting(body="委員会"), "body", "{ }"),
        (meeting(body={"kind": "委員会"}), "body.name", "必ず必要"),
        (meeting(number=0), "number", "回は1以上"),
        (meeting(number=32768), "number", "0から32767まで"),
        (meeting(number=True), "number", "整数ではありません"),
        (meeting(number=1.5), "number", "整数ではありません"),
        (meeting(observers=2**31), "observers", "2147483647"),
        (meeting(identifier="2025-1"), "identifier", "年月日8けたの21字"),
        (meeting(source_url="javascript:alert(1)"), "source_url", "URLではありません"),
        (meeting(turns={}), "turns", "[ ]"),
        (meeting(turns=["発言"]), "turns[0]", "{ }"),
        (meeting(turns=[turn(text="", label="")]), "turns[0].text", "必ず必要"),
        (meeting(turns=[turn(), turn(text=None, label=None)]), "turns[1].text", "必ず必要"),
        (meeting(turns=[turn(text="a\0b")]), "turns[0].text", "NUL文字"),
        (meeting(printed_header=[["場所", "\0"]]), "printed_header[0][1]", "NUL文字"),
        (json.dumps(meeting(place="\ud800")).encode(), "place", "サロゲート"),
        (meeting(turns=[turn(agenda=0)]), "turns[0].agenda", "議題の位置 [0]"),
        (meeting(agenda=["議題1"], turns=[turn(agenda=1)]), "turns[0].agenda", "議題の位置 [1]"),
        (meeting(agenda=["議題1"], turns=[turn(agenda=-1)]), "turns[0].agenda", "議題の位置 [-1]"),
        (meeting(agenda=["議題1"], turns=[turn(agenda=[0, 0])]), "turns[0].agenda", "議題の位置 [0, 0]"),
        (meeting(agenda=["議題1"], turns=[turn(agenda="0")]), "turns[0].agenda", "0から数える番号"),
        (meeting(turns=[turn(number=2), OTHER]), "turns[1].number", "同じ番号の発言"),
        (meeting(turns=[turn(position=2), OTHER]), "turns[1].position", "同じ順番の発言"),
        (meeting(turns=[turn(withdrawn_on="2025-07-01")]), "turns[0].withdrawn_on", "両方を入力"),
        (meeting(turns=[turn(kind="narration")]), "turns[0].speaker", "発言者を付けられません"),
        (meeting(turns=[turn(speaker={"kind": "office", "name": "会長"})]), "turns[0].speaker.kind",
         "会議体を選んで"),
        (meeting(turns=[turn(speaker={"kind": "robot", "name": "a"})]), "turns[0].speaker.kind", "person"),
        (meeting(speakers=[ANONYMOUS, ANONYMOUS]), "speakers[1]", "同じ名前の発言者"),
        (meeting(attendance=[{"name": "若葉"}]), "attendance[0].text", "必ず必要"),
        (meeting(materials=[{"title": "資料", "url": "資料.pdf"}]), "materials[0].url", "URLではありません"),
        (body("a b", "委員会"), "slug", "半角"),
        (body("a", "委員会", parent="a"), "parent", "会議体自身"),
        (body("a", "委員会", since_year=2000, until_year=1999), "until_year", "設置年より前"),
        (body("a", "委員会", code="1"), "code", "3けた"),
        (body("a", "委員会", predecessor="a"), "predecessors", "会議体自身"),
        (body("a", "委員会", predecessors=["known", "a"]), "predecessors", "会議体自身"),
        (body("a", "委員会", predecessors=["b", "b"]), "predecessors", "b が二度"),
        (body("a", "委員会", predecessors=["b c"]), "predecessors", "半角"),
        (body("a", "委員会", predecessors=[None]), "predecessors", "必ず必要"),
        (body("a", "委員会", predecessors="b"), "predecessors", "[ ]"),
        (body("a", "委員会", predecessors=["b"], predecessor="c"), "predecessor", "両方は書けません"),
        (body("a", "委員会", publication_days=0), "publication_days", "1以上"),
        (body("a", "委員会", publication_rule="長" * 201), "publication_rule", "200字まで"),
        (meeting(issued_on="2025-06-09"), "issued_on", "公表日が開催日より前"),
        (UNRECORDED | {"body": None}, "body", "必ず必要"),
        (UNRECORDED | {"reason": None}, "reason", "必ず必要"),
        (UNRECORDED | {"number": 0}, "number", "1以上"),
        (UNRECORDED | {"number": None}, "date", "どちらかを入力"),
        (THREAD | {"number": None}, "number", "必ず必要"),
        (THREAD | {"number": "7"}, "number", "整数ではありません"),
        (THREAD | {"title": ""}, "title", "必ず必要"),
        (THREAD | {"entries": [{"position": 1}]}, "entries[0].meeting", "必ず必要"),
        (THREAD | {"entries": [{"meeting": "a"}]}, "entries[0].position", "必ず必要"),
        (THREAD | {"entries": [ENTRY | {"standing": "maybe"}]}, "entries[0].standing", "proposed、confirmed"),
        (THREAD | {"entries": [ENTRY, ENTRY]}, "entries[1].position", "すでにこのつながりに"),
        (THREAD | {"entries": [ENTRY | {"x": 1}]}, "entries[0].x", "書式にありません"),
        ({"type": "guide_page", "topic": "weather", "text": "晴れ"}, "topic", "accessibility、"),
        ({"type": "guide_page", "topic": "contact"}, "text", "必ず必要"),
        (SOURCE | {"downloadable": "yes"}, "downloadable", "true か false"),
        ({"type": "speaker"} | ANONYMOUS, "kind", "姓だけの発言者と匿名の発言者には会議を"),
        (SOURCE, "sha256", "指紋と合いません"),
        (meeting(printed_header=[["日時"]]), "printed_header[0]", "2つの組"),
        (meeting(printed_header=[["日時", 10]]), "printed_header[0][1]", "文字列"),
        (meeting(printed_header={}), "printed_header", "[ ]"),
        (meeting(corrections=[CORRECTION | {"changes": [{}]}]), "corrections[0].changes[0].number",
         "必ず必要"),
        (meeting(corrections=[CORRECTION | {"changes": ["a"]}]), "corrections[0].changes[0]", "{ }"),
        (meeting(corrections=[CORRECTION | {"changes": [CHANGE | {"after": 1}]}]),
         "corrections[0].changes[0].after", "文字列"),
        (SOURCE | {"problems": [{"line": "3"}]}, "problems[0].line", "1以上の整数"),
        (SOURCE | {"set_aside": [{"line": 3}]}, "set_aside[0].text", "必ず必要"),
        (body("a", "委員会", habits={"layout": "colon"}), "habits.layout", "[ ]"),
        (body("a", "委員会", habits={"colour": "red"}), "habits.colour", "書式にありません"),
        (meeting(agenda=["議題", {"title": "議題", "items": [{"title": "小さな議題", "position": 1}]}]),
         "agenda[1].items[0].position", "同じ順番の議題"),
        ({"type": "municipality", "code": "992011", "name": "市", "prefecture": "県", "kind": "prefecture"},
         "name", "都道府県自身だけ"),
        (meeting(municipality=CITY | {"kind": "prefecture"}), "municipality.name", "都道府県自身だけ"),
        (meeting(turns=[turn(municipality=CITY | {"code": "011002", "kind": "prefecture"})]),
         "turns[0].municipality.name", "都道府県自身だけ"),
        ({"type": "former_address", "path": "a"}, "path", "/ で始まり"),
        ({"type": "former_address", "path": "/a/"}, "reason", "どちらか一方"),
        ({"type": "municipality", "code": "992011", "kind": "planet"}, "kind", "prefecture、city"),
    ],
)  # fmt: skip
def test_a_broken_line_says_where_and_why(line: dict[str, Any] | bytes, where: str, words: str) -> None:
    load(KNOWN)
    _, [broken] = load(line, skip_broken=True)
    assert (broken.where, words in broken.reason) == (where, True), str(broken)


def test_a_pattern_that_only_looks_like_nul_is_text() -> None:
    read_line(encoded(meeting(turns=[turn(text="\\u0000")])))


@pytest.mark.django_db
class TestAgainstTheArchive:
    """What can only be told beside what is already there."""

    def broken(self, *lines: dict[str, Any]) -> list[str]:
        return [str(line) for line in load(*lines, skip_broken=True)[1]]

    def test_a_code_that_is_known_by_another_name_is_refused(self) -> None:
        load(meeting())
        other = meeting(municipality=CITY | {"name": "塩見野市"}, title="第2回")
        [message] = self.broken(other)
        assert message.startswith("1行目 municipality.name: 団体コード992011は「潮見野市」で登録済み")
        assert Municipality.objects.count() == 1

    def test_a_municipality_that_contradicts_the_known_is_refused(self) -> None:
        load(meeting())
        [message] = self.broken({"type": "municipality"} | CITY | {"name": "塩見野市"})
        assert message.startswith("1行目 name: 団体コード992011は「潮見野市」で登録済み")

    def test_a_known_meetings_municipality_is_still_checked(self) -> None:
        load(meeting())
        [message] = self.broken(meeting(municipality=CITY | {"kana": "シオノミシ"}))
        assert message.startswith("1行目 municipality.kana: 団体コード992011は「空欄」で登録済み")

    def test_a_municipality_spoken_for_in_a_turn_is_checked(self) -> None:
        other = {"code": "993018", "name": "楓原町", "prefecture": "みのり県"}
        load({"type": "municipality"} | other)
        lines = [meeting(turns=[turn(municipality=other | {"name": "誤り町"})])]
        lines += [meeting(turns=[turn(speaker={"kind": "person", "name": "楓", "municipality": "011002"})])]
        wrong = [line.split(":")[0] for line in self.broken(*lines)]
        assert wrong == ["1行目 turns[0].municipality.name", "2行目 turns[0].speaker.municipality"]

    def test_a_new_municipality_needs_its_name(self) -> None:
        assert "名称と都道府県も" in self.broken(meeting(municipality="992011"))[0]
        assert not Body.objects.exists()

    def test_one_number_twice_on_a_day_is_refused_within_a_file(self) -> None:
        first, second = meeting(number=3), meeting(number=3, title="別の題")
        [message] = self.broken(first, second)
        assert message == "2行目 number: この会議体には、同じ開催日で同じ回の会議がすでにあります。"

    def test_one_number_twice_on_a_day_is_refused_in_the_archive(self) -> None:
        load(meeting(number=3))
        assert self.broken(meeting(number=3, title="別の題"))[0].startswith("1行目 number:")
        assert Meeting.objects.count() == 1

    def test_a_source_that_is_nowhere_is_refused(self) -> None:
        assert self.broken(meeting(source="0" * 64))[0].startswith("1行目 source:")

    def test_a_speaker_of_an_unknown_body_is_refused(self) -> None:
        speaker = {"kind": "office", "name": "会長", "body": "nowhere"}
        line = meeting(turns=[turn(speaker=speaker)])
        assert self.broken(line)[0].startswith("1行目 turns[0].speaker.body: アドレス（slug）が nowhere")

    def test_a_body_that_is_refused_takes_those_that_name_it_with_it(self) -> None:
        lines = [
            body("a", "審議会", parent="nowhere"),
            body("b", "部会", parent="a"),
            body("c", "分科会", predecessor="b"),
            body("d", "別の審議会"),
        ]
        wrong = [line.split(":")[0] for line in self.broken(*lines)]
        assert wrong == ["1行目 parent", "2行目 parent", "3行目 predecessors"]
        assert list(Body.objects.values_list("slug", flat=True)) == ["d"]

    def test_a_body_that_breaks_a_constraint_takes_its_parts_too(self) -> None:
        lines = [
            body("c", "分科会", parent="b"),
            body("a", "審議会", since_year=2000, until_year=1999),
            body("b", "部会", parent="a"),
            body("d", "別の審議会", parent="e"),
            body("e", "大きな審議会"),
        ]
        wrong = [line.split(":")[0] for line in self.broken(*lines)]
        assert wrong == ["2行目 until_year", "3行目 parent", "1行目 parent"]
        assert list(Body.objects.order_by("slug").values_list("slug", flat=True)) == ["d", "e"]

    def test_a_body_under_a_taken_address_is_refused(self) -> None:
        load(body("a", "審議会"))
        assert "「審議会」" in self.broken(body("a", "別の審議会"))[0]
        taken = "同じ自治体に同じ名称の会議体があります。"
        assert self.broken(body("b", "審議会")) == [f"1行目 name: {taken}"]
        line = meeting(municipality=None, body={"name": "審議会", "slug": "b"})
        assert self.broken(line) == [f"1行目 body.name: {taken}"]

    def test_a_spelling_that_means_somebody_else_there_is_refused(self) -> None:
        names = [{"body": "a", "name": "若葉会長"}]
        load(
            body("a", "審議会"),
            {"type": "speaker", "kind": "person", "name": "若葉 薫", "other_names": names},
        )
        other = {"type": "speaker", "kind": "person", "name": "別の人", "other_names": names}
        assert self.broken(other) == [
            "1行目 other_names[0].name: この会議体では、その表記はすでに別の発言者を指しています。"
        ]
        assert Speaker.objects.count() == 1


@pytest.mark.django_db
def test_a_line_without_end_is_named_and_not_held_in_memory() -> None:
    broken: list[str] = []
    loader = Loader(skip_broken=True, on_broken=lambda line: broken.append(str(line)))
    loader.load([Line(1, None)])
    assert broken == [f"1行目: 1行が{LONGEST_LINE // 1024 // 1024}MiBを超えています。"]
