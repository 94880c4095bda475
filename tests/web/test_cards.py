"""共有の画像: the picture of a meeting and of a turn, what is on it and who is given it."""

import datetime
import io
import struct
import zlib

import pytest
from PIL import Image

from meetings.models import Meeting, Turn
from meetings.web.cards import Card, draw, drawing
from meetings.web.cards.lettering import FONT, drawable
from meetings.web.places import NoPlaceError, Places
from tests import factories as make

HOST = "http://testserver"
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"visibility": "internal"},
    {"visibility": "closed"},
]
GONE = {"status": "withdrawn", "withdrawn_on": datetime.date(2024, 5, 1), "withdrawn_reason": "誤りのため"}
CARD = Card(
    quote="給食の費用を話し合います。",
    who="会長　発言1",
    title="潮見野審議会 第3回会議会議録",
    place="みのり県潮見野市",
    day="令和6年（2024年）9月10日（火）",
    site="会議録アーカイブ",
)


def with_words(**words) -> Card:
    return Card(**{name: words.get(name, getattr(CARD, name)) for name in Card.__dataclass_fields__})


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, each of whose parts must be whole: read here by the standard alone."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, kinds, size = 8, [], (0, 0)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        kinds.append(kind)
        at += 12 + length
    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    return size


def ink(png: bytes, box: tuple[int, int, int, int]) -> int:
    """How many shades there are in a part of the picture; 1: nothing is drawn there."""
    with Image.open(io.BytesIO(png)) as picture:
        return len(picture.convert("RGB").crop(box).getcolors(100_000) or [])


@pytest.fixture
def turn(db):
    town = make.municipality("潮見野市")
    meeting = make.meeting(
        make.body("潮見野審議会", town), title="第3回会議", date=datetime.date(2024, 9, 10)
    )
    return make.turn(meeting, "給食の費用を話し合います。", label="会長")


# -- what is drawn ------------------------------------------------------------------------------------------


def test_a_card_is_a_picture_of_the_size_that_sites_show():
    png = draw(CARD)
    assert size_of(png) == (1200, 630)
    assert len(png) < 100_000


@pytest.mark.parametrize("part", ["quote", "who", "title", "place", "day", "site"])
def test_each_of_its_words_is_drawn(part):
    assert draw(with_words(**{part: "公園"})) != draw(CARD)
    assert draw(with_words(**{part: ""})) != draw(CARD)


@pytest.mark.parametrize(
    "text",
    ["給食の費用、" * 400, "a" * 2_000, "ー" * 400, "「" * 400, "あ a" * 300, "っ、" * 300, "９" * 12],
    ids=lambda text: text[:4],
)
def test_no_word_is_drawn_over_the_edge(text):
    words = dict.fromkeys(("quote", "who", "title", "place", "site"), text)
    for card in (with_words(**words), with_words(**(words | {"quote": ""}))):
        png = draw(card)
        for box in ((1140, 0, 1200, 630), (24, 0, 60, 630), (24, 0, 1200, 50), (24, 620, 1200, 630)):
            assert ink(png, box) == 1, box


def test_long_words_are_cut_and_say_so(monkeypatch):
    written = []
    monkeypatch.setattr(drawing, "_write", lambda pen, top, text, *more: written.append(text) or top)
    drawing._picture(with_words(quote="給食の費用、" * 30, who="会長" * 60))
    quote, who = written[-2:]
    assert quote[0].startswith("「給食の費用、")
    assert quote[-1].endswith("…」")
    assert len(who) == 1
    assert who[0].endswith("…")
    written.clear()
    drawing._picture(CARD)
    assert written[-2:] == [["「給食の費用を話し合います。」"], ["会長　発言1"]]


# -- letters ------------------------------------------------------------------------------------------------


def test_the_font_lies_beside_its_licence():
    licence = FONT.with_name("OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_it_has_every_kanji_and_kana_of_the_japanese_encodings():
    for codec in ("cp932", "euc_jis_2004", "euc_jp"):
        asked = [letter for letter in map(chr, range(0x3041, 0x2_FA20)) if encodable(letter, codec)]
        letters = [letter for letter in asked if letter.isprintable() and letter not in "\u3099\u309a"]
        assert len(letters) > 6_000
        assert [letter for letter in letters if not drawable(f"あ{letter}")] == []


def test_of_signs_it_lacks_one_that_windows_writes():
    signs = [letter for letter in map(chr, range(0x20, 0x3041)) if encodable(letter, "cp932")]
    assert [sign for sign in signs if sign.isprintable() and not drawable(f"あ{sign}")] == ["≒"]


def encodable(letter: str, codec: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("letter", ["ก", "ع", "😀", "\ue000", "\U0002f800", "\u0301", "\u3099", "\U0010fffe"])
def test_a_quote_with_a_missing_letter_is_left_out_whole(letter):
    """No box stands for a letter: the picture is that of the meeting."""
    text = f"給食{letter}の費用"
    if drawable(text):
        pytest.skip("the font has it")
    assert draw(with_words(quote=text)) == draw(with_words(quote=""))
    assert draw(with_words(quote="", place=text)) == draw(with_words(quote="", place=""))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("か\u3099く", "がく"),
        ("ハ\u309aン", "パン"),
        ("葛\U000e0100城", "葛城"),
        ("見\u200bえ\ufeffない\x07", "見えない"),
        ("髙﨑𠮷①㈱﨔神", "髙﨑𠮷①㈱﨔神"),
        ("　字 下\n", "　字 下\n"),
    ],
)
def test_letters_are_drawn_as_they_are_printed(text, drawn):
    assert drawable(text) == drawn


# -- who is given it ----------------------------------------------------------------------------------------


def test_a_turn_and_its_meeting_have_pictures_of_their_words(client, turn, monkeypatch):
    drawn = []
    monkeypatch.setattr("meetings.web.views.cards.draw", lambda card: drawn.append(card) or b"picture")
    for path in (turn.get_absolute_url(), turn.meeting.get_absolute_url()):
        assert client.get(f"{path}card.png").status_code == 200
    assert drawn == [CARD, with_words(quote="", who="")]


def test_words_of_a_summary_are_said_to_be_that(client, turn, monkeypatch):
    drawn = []
    monkeypatch.setattr("meetings.web.views.cards.draw", lambda card: drawn.append(card) or b"picture")
    Meeting.objects.update(record_type="summary")
    client.get(f"{turn.get_absolute_url()}card.png")
    assert drawn[0].who == "会長　発言1（要点記録による）"


def test_copies_are_kept_as_those_of_pages(client, turn):
    path = f"{turn.get_absolute_url()}card.png"
    first = client.get(path)
    assert (first.status_code, first["Content-Type"]) == (200, "image/png")
    assert size_of(first.content) == (1200, 630)
    assert first["Cache-Control"] == client.get(turn.get_absolute_url())["Cache-Control"]
    assert first["X-Robots-Tag"] == "noindex"
    assert client.get(path, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    Turn.objects.update(text="直した言葉です。")
    again = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content != first.content) == (200, True)


@pytest.mark.parametrize("state", HIDDEN, ids=lambda state: "-".join(state.values()))
def test_what_is_hidden_has_no_picture(client, admin_client, turn, state):
    paths = [f"{each.get_absolute_url()}card.png" for each in (turn, turn.meeting)]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    Meeting.objects.update(**state)
    for reader in (client, admin_client):
        assert [reader.get(path).status_code for path in paths] == [404, 404]


def test_what_is_withdrawn_is_gone_from_its_picture(client, turn):
    paths = [f"{each.get_absolute_url()}card.png" for each in (turn, turn.meeting)]
    copies = [client.get(path)["ETag"] for path in paths]
    Turn.objects.update(withdrawn_on="2024-05-01", withdrawn_reason="発言者の申出による")
    answers = [client.get(path, HTTP_IF_NONE_MATCH=etag) for path, etag in zip(paths, copies, strict=True)]
    assert [answer.status_code for answer in answers] == [410, 304]
    Meeting.objects.update(**GONE)
    answers = [client.get(path, HTTP_IF_NONE_MATCH=etag) for path, etag in zip(paths, copies, strict=True)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert not any(answer["Content-Type"].startswith("image/") for answer in answers)


def test_few_pictures_are_drawn_at_once(client, turn, monkeypatch):
    monkeypatch.setattr(drawing, "_places", Places(1))
    drawing.draw.cache_clear()
    path = f"{turn.get_absolute_url()}card.png"
    with drawing._places:
        answer = client.get(path)
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0
        with pytest.raises(NoPlaceError):
            draw(with_words(quote="別の言葉"))
    assert client.get(path).status_code == 200
    with drawing._places:
        assert client.get(path).status_code == 200  # it is kept


# -- what pages say of it -----------------------------------------------------------------------------------


def meta(page):
    return {
        each.get("property") or each.get("name"): each.get("content")
        for each in page.cssselect("meta[property], meta[name]")
    }


def test_pages_name_the_picture_of_what_they_show(open_page, turn):
    make.turn(turn.meeting)
    meeting = turn.meeting.get_absolute_url()
    for page, card in (
        (meeting, f"{meeting}card.png"),
        (turn.get_absolute_url(), f"{turn.get_absolute_url()}card.png"),
        (f"{meeting}1-2/", f"{meeting}card.png"),
    ):
        tags = meta(open_page(page))
        assert tags["og:image"] == f"{HOST}{card}"
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert tags["og:image:alt"] == tags["og:title"]
        assert tags["twitter:card"] == "summary_large_image"


def test_other_pages_have_the_icon_of_the_archive(client, open_page, turn):
    for path in ("/", "/bodies/", "/help/", "/search/", turn.meeting.body.get_absolute_url()):
        tags = meta(open_page(path))
        assert tags["twitter:card"] == "summary"
        assert tags["og:title"]
        assert tags["og:description"]
        assert tags["og:url"] == f"{HOST}{path}"
        assert tags["og:image"].startswith(f"{HOST}/static/icons/")


def test_what_is_not_public_names_no_picture(admin_client, turn):
    Meeting.objects.update(visibility="internal")
    for path in (turn.get_absolute_url(), turn.meeting.get_absolute_url()):
        assert "card.png" not in admin_client.get(path).content.decode()


def test_what_is_no_page_is_no_link(client, db):
    assert "og:" not in client.get("/nothing/").content.decode()
