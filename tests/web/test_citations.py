"""Citations: the sentence on the page, and the files that citation managers read."""

import datetime
import json
import re

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Body, FormerAddress, Meeting, Speaker, Turn
from meetings.web.citation_formats import FORMATS, quotation
from tests import factories as make

pytestmark = pytest.mark.django_db

ENDINGS = ("bib", "ris", "json")


@pytest.fixture
def meeting():
    """A council's third meeting in summary: a chair, a member by name, somebody, the town, and prose."""
    town = make.municipality("潮見野市")
    council = make.body("潮見野市総合計画審議会", town)
    meeting = make.meeting(
        council,
        title="第3回潮見野市総合計画審議会",
        number=3,
        date=datetime.date(2019, 5, 1),
        record_type="summary",
    )
    chair = make.speaker("会長", "office", body=council)
    member = make.speaker("若葉 薫", municipality=town)
    nobody = make.speaker("委員", "anonymous", meeting=meeting)
    group = make.speaker("潮見野市", "organisation", municipality=town)
    make.turn(meeting, "開会します。", label="会長", printed_label="○会　長", speaker=chair)
    make.turn(meeting, "財源は。", label="若葉委員", speaker=member)
    make.turn(meeting, "時期は。", label="委員", speaker=nobody)
    make.turn(meeting, "お答えします。", label="潮見野市", speaker=group, municipality=town)
    make.turn(meeting, "拍手があった。", kind="narration")
    return meeting


def read_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Type, key and fields of one entry, as BibTeX finds them: by counting braces, deaf to backslashes."""
    head = re.match(r"@(\w+)\{([^\s,{}]+),\n", text)
    assert head
    place, fields = head.end(), {}
    while text[place] != "}":
        name = re.compile(r"\s*(\w+) = \{").match(text, place)
        assert name, text[place:]
        start = place = name.end()
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[place], 0)
            place += 1
        fields[name[1]] = text[start : place - 1]
        assert text[place : place + 2] == ",\n"
        place += 2
    assert text[place:] == "}\n"
    return head[1], head[2], fields


SIGNS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
SIGNS |= {"textasciitilde": "~", "textasciicircum": "^"}


def as_typeset(value: str) -> str:
    """What LaTeX prints of a value; what would be a command or a comment to it is a fault."""
    bare = re.sub(r"\\(?:[$&#%_]|[a-z]+\{\})", "", value)
    assert not re.search(r"[\\$&#%_~^]", bare), value
    value = re.sub(r"\\([a-z]+)\{\}", lambda found: f"\0{ord(SIGNS[found[1]])};", value)
    value = re.sub(r"\\([$&#%_])", r"\1", value.replace("{", "").replace("}", ""))
    return re.sub("\0([0-9]+);", lambda found: chr(int(found[1])), value)


def read_ris(text: str) -> dict[str, list[str]]:
    """The values of each tag of one record."""
    lines = text.split("\r\n")
    assert lines.pop() == ""
    parts = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    found: dict[str, list[str]] = {}
    for part in parts:
        assert part, lines
        found.setdefault(part[1], []).append(part[2])
    assert lines[0].startswith("TY  - ")
    assert lines[-1] == "ER  - "
    return found


def take(client, path):
    """The three files at a page's address, read."""
    texts = {ending: client.get(f"{path}citation.{ending}").content.decode() for ending in ENDINGS}
    [item] = json.loads(texts["json"])
    return read_bibtex(texts["bib"]), read_ris(texts["ris"]), item


def test_every_form_is_read_here():
    assert set(ENDINGS) == set(FORMATS)


def sentence(open_page, path):
    return open_page(path).cssselect(".citation")[0].text_content()


def test_a_japanese_citation_has_all_it_takes_to_find_the_turn(meeting, open_page):
    path = f"{meeting.get_absolute_url()}2/"
    shown = sentence(open_page, path)
    today = datetime.datetime.now(tz=datetime.timezone(datetime.timedelta(hours=9))).date()
    assert shown == (
        "みのり県潮見野市、潮見野市総合計画審議会「第3回潮見野市総合計画審議会」会議録、令和元年5月1日（2019-05-01）、"
        f"若葉委員、発言2（要点記録による）、会議録アーカイブ、http://testserver{path}（参照 {today}）"
    )


def with_words(open_page, path):
    """What stands for whoever wants to quote; None where nothing does."""
    return next((field.text_content() for field in open_page(path).cssselect("#quotation")), None)


def test_a_turn_can_be_cited_with_its_words(meeting, open_page):
    path = f"{meeting.get_absolute_url()}2/"
    assert with_words(open_page, path) == f"「財源は。」（{sentence(open_page, path)}）"
    for path in (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}1-3/"):
        assert with_words(open_page, path) is None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("　はい。\r\n\n　「賛成」です。", "「はい。 「賛成」です。」"),
        ("あ" * 200, f"「{'あ' * 200}」"),
        ("あ" * 201, f"「{'あ' * 200}…（後略）」"),
        (f"はい。{'あ' * 150}か？{'い' * 99}。", f"「はい。{'あ' * 150}か？（後略）」"),
        (" \n　", ""),
    ],
    ids=lambda text: text[:8].strip(),
)
def test_words_are_quoted_as_printed_and_long_ones_cut(text, quoted):
    assert quotation(text) == quoted


def test_a_turn_without_words_is_not_quoted(meeting, open_page):
    Turn.objects.filter(number=2).update(text="")
    assert with_words(open_page, f"{meeting.get_absolute_url()}2/") is None


def test_a_range_names_each_speaker_once_and_three_at_most(meeting, open_page):
    path = meeting.get_absolute_url()
    assert "、会長・若葉委員・委員、発言1〜3（要点記録による）、" in sentence(open_page, f"{path}1-3/")
    assert "、会長・若葉委員・委員ほか、発言1〜5（" in sentence(open_page, f"{path}1-5/")


def test_prose_is_cited_without_a_speaker(meeting, open_page):
    shown = sentence(open_page, f"{meeting.get_absolute_url()}5/")
    assert "（2019-05-01）、説明文5（要点記録による）、" in shown


@pytest.mark.parametrize(
    ("record_type", "reservation"),
    [
        ("verbatim", ""),
        ("unknown", ""),
        ("summary", "要点記録による"),
        ("extract", "摘録による"),
        ("decisions", "結果のみによる"),
    ],
)
def test_a_citation_of_a_summary_says_that_it_is_one(meeting, client, open_page, record_type, reservation):
    Meeting.objects.update(record_type=record_type)
    shown = sentence(open_page, f"{meeting.get_absolute_url()}2/")
    assert ("による）" in shown) == bool(reservation)
    assert reservation in shown
    (_, _, bib), ris, item = take(client, f"{meeting.get_absolute_url()}2/")
    assert bib.get("note", "") == ris.get("N1", [""])[0] == item.get("note", "") == reservation


def test_a_title_without_the_meetings_number_gets_it(meeting, open_page):
    Meeting.objects.update(title="総合計画審議会 定例会")
    shown = sentence(open_page, f"{meeting.get_absolute_url()}1/")
    assert "「第3回 総合計画審議会 定例会」会議録" in shown


def test_a_title_that_is_a_number_alone_has_its_body(meeting, client):
    Meeting.objects.update(title="第3回")
    (_, _, bib), ris, item = take(client, meeting.get_absolute_url())
    title = "潮見野市総合計画審議会 第3回会議録"
    assert as_typeset(bib["title"]) == ris["TI"][0] == item["title"] == title


def test_a_title_that_says_minutes_does_not_say_it_twice(meeting, client):
    Meeting.objects.update(title="第3回総合計画審議会議事録")
    (_, _, bib), ris, item = take(client, meeting.get_absolute_url())
    assert as_typeset(bib["title"]) == ris["TI"][0] == item["title"] == "第3回総合計画審議会議事録"


@pytest.mark.parametrize(
    ("numbers", "authors"),
    [
        ("1", []),
        ("2", ["若葉 薫"]),
        ("3", []),
        ("4", ["潮見野市"]),
        ("5", []),
        ("1-5", ["若葉 薫", "潮見野市"]),
    ],
)
def test_only_whom_the_record_names_is_an_author(meeting, client, numbers, authors):
    (_, _, bib), ris, item = take(client, f"{meeting.get_absolute_url()}{numbers}/")
    assert bib.get("author", "") == " and ".join(f"{{{name}}}" for name in authors)
    assert ris.get("AU", []) == authors
    assert [name["literal"] for name in item.get("author", [])] == authors


def test_minutes_as_a_whole_have_no_author(meeting, client):
    (kind, key, bib), ris, item = take(client, meeting.get_absolute_url())
    assert (kind, key) == ("techreport", meeting.identifier)
    assert "author" not in bib
    assert "AU" not in ris
    assert "author" not in item
    assert as_typeset(bib["institution"]) == ris["PB"][0] == item["publisher"] == "みのり県潮見野市"


def test_the_files_agree_on_what_where_and_when(meeting, client):
    path = f"{meeting.get_absolute_url()}2-4/"
    (kind, key, bib), ris, item = take(client, path)
    assert (kind, ris["TY"], item["type"]) == ("techreport", ["RPRT"], "report")
    assert key == item["id"] == f"{meeting.identifier}-2-4"
    title = "第3回潮見野市総合計画審議会会議録 発言2〜4（若葉委員・委員・潮見野市）"
    assert as_typeset(bib["title"]) == ris["TI"][0] == item["title"] == title
    assert bib["url"] == ris["UR"][0] == item["URL"] == f"http://testserver{path}"
    assert (bib["year"], bib["date"]) == ("2019", "2019-05-01")
    assert (ris["PY"], ris["DA"]) == (["2019"], ["2019/05/01/"])
    assert item["issued"] == {"date-parts": [[2019, 5, 1]]}
    [[*day]] = item["accessed"]["date-parts"]
    assert bib["urldate"] == datetime.date(*day).isoformat()


def test_csl_has_no_field_that_its_schema_does_not_know(meeting, client):
    _, _, item = take(client, f"{meeting.get_absolute_url()}2/")
    known = {"id", "type", "title", "genre", "author", "collection-title", "publisher", "number", "issued"}
    assert item.keys() <= known | {"note", "language", "source", "URL", "accessed"}


def test_files_say_what_they_are_and_what_to_call_them(meeting, client):
    types = {
        "bib": "application/x-bibtex",
        "ris": "application/x-research-info-systems",
        "json": "application/vnd.citationstyles.csl+json",
    }
    for below, name in (("", ""), ("2/", "-2"), ("2-4/", "-2-4")):
        page = lxml.html.fromstring(client.get(f"{meeting.get_absolute_url()}{below}").content)
        alternates = {link.get("type"): link.get("href") for link in page.cssselect("link[rel=alternate]")}
        for ending, kind in types.items():
            path = f"{meeting.get_absolute_url()}{below}citation.{ending}"
            response = client.get(path)
            assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
            assert (
                f'filename="{meeting.identifier}{name}.{ending}"' in response.headers["Content-Disposition"]
            )
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert alternates[kind] == path
    assert client.get(f"{meeting.get_absolute_url()}citation.xml").status_code == 404


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200)
TEXT = LINES.filter(str.strip)
"""Whatever can be printed in one line, as long as a name may be."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=TEXT, label=TEXT, body=TEXT, name=TEXT)
def test_any_text_is_read_back_unchanged_from_every_file(meeting, client, title, label, body, name):
    Meeting.objects.update(title=title, number=None)
    Turn.objects.update(label=label)
    Body.objects.update(name=body)
    Speaker.objects.filter(kind="person").update(name=name)
    (_, _, bib), ris, item = take(client, f"{meeting.get_absolute_url()}2/")
    for found in (as_typeset(bib["title"]), ris["TI"][0], item["title"]):
        assert title.strip() in found
        assert found.endswith(f"発言2（{label.strip()}）")
    assert as_typeset(bib["series"]) == ris["T2"][0] == item["collection-title"] == body.strip()
    [author] = item["author"]
    assert as_typeset(bib["author"]) == ris["AU"][0] == author["literal"] == name.strip()


def test_no_line_of_a_text_becomes_a_tag_of_its_own(meeting, client):
    Turn.objects.update(label="会長\r\nER  - \r\nTY  - BOOK\u2028\x0b}")
    _, ris, _ = take(client, f"{meeting.get_absolute_url()}2/")
    assert ris["TY"] == ["RPRT"]
    assert "（会長 ER  -  TY  - BOOK }）" in ris["TI"][0]


@pytest.mark.parametrize("ending", ENDINGS)
def test_files_are_there_only_where_their_page_is(meeting, client, ending):
    path = meeting.get_absolute_url()
    Turn.objects.filter(number=2).update(
        withdrawn_on=datetime.date(2024, 5, 1), withdrawn_reason="申出による", label="けした委員"
    )
    answers = {"": 200, "1/": 200, "2/": 410, "9/": 404, "1-3/": 200, "1-9/": 404, "3-1/": 301, "2-2/": 301}
    for below, status in answers.items():
        response = client.get(f"{path}{below}citation.{ending}")
        assert response.status_code == status, below
        assert "けした" not in response.content.decode()
    assert client.get(f"{path}3-1/citation.{ending}")["Location"] == f"{path}1-3/citation.{ending}"
    hidden = ({"status": "draft"}, {"visibility": "internal"})
    for state in hidden:
        Meeting.objects.update(**{"status": "published", "visibility": "public"} | state)
        for below in ("", "1/", "1-3/"):
            assert client.get(f"{path}{below}citation.{ending}").status_code == 404
    Meeting.objects.update(
        status="withdrawn",
        visibility="public",
        withdrawn_on=datetime.date(2024, 5, 1),
        withdrawn_reason="誤り",
    )
    for below in ("", "1/", "1-3/"):
        assert client.get(f"{path}{below}citation.{ending}").status_code == 410


def test_files_move_with_their_meeting_in_any_case_of_letters(meeting, client):
    path = meeting.get_absolute_url()
    old = "/meetings/990019001X00220190501/"
    FormerAddress.objects.create(path=old, moved_to=path, changed_on=datetime.date(2024, 5, 1))
    for wrong in (f"{old}2/citation.bib", f"{path.lower()}2/citation.bib"):
        response = client.get(wrong)
        assert (response.status_code, response["Location"]) == (301, f"{path}2/citation.bib")
