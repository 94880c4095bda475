"""What stands under an item of the agenda and is no part of it: opinions, sentences, rows, the page's own."""

import pytest

from meetings.importing import ParsedDocument, read_document
from meetings.importing.parsed import ParsedMeeting

from .accounting import unaccounted

HEAD = """令和６年度第２回あかまつ台町地域交通協議会　会議概要

日　時　令和６年８月６日（火）　１０時～１１時３０分
場　所　あかまつ台町役場　２階会議室
出　席　委員９名
議　題　（１）町営バスの路線について
　　　　（２）乗合タクシーについて

"""
WRAPPED = """概　要
（１）町営バスの路線について
　企画課から、来年度に北回りの便を一つ増やすことなどの説明があった。
　・北回りの便では、小学校の下校に合わせた試し走りを行い、二百人が乗っ
　た。
　・停留所については、冬に風が強い川沿いの三か所から先に屋根を付け
　ることにした。
{page}　・運転手は、若い人が免許を取る費用を町で助けられないか、会社と検
　討している。
（２）乗合タクシーについて
　事務局から、予約の電話を二つに増やすこと、うち一つは夜も使うこと
　の説明があった。
"""
SPOKEN = """会議の経過

（１）町営バスの路線について
（会　長）事務局から説明をお願いします。
（事務局）北回りの便を一つ増やします。南回りの便は、病院の開く時刻に合わせま
{page}す。停留所は今のままです。
（会　長）よろしいですか。
（２）乗合タクシーについて
（事務局）予約の電話を二つに増やします。
"""
ITEMS = [("（１）", "町営バスの路線について", None), ("（２）", "乗合タクシーについて", None)]


def read(text: str, name: str = "kaigi.txt") -> ParsedDocument:
    document = read_document(text.encode(), name)
    assert unaccounted(document) == {}
    return document


def meeting(text: str, name: str = "kaigi.txt") -> ParsedMeeting:
    (found,) = read(text, name).meetings
    return found


def outline(found: ParsedMeeting) -> list[tuple[str, str, int | None]]:
    return [(item.number, item.title, item.parent) for item in found.outline]


def test_points_that_the_page_breaks_are_paragraphs_and_no_parts() -> None:
    found = meeting(HEAD + WRAPPED.format(page=""))
    assert outline(found) == ITEMS
    assert [turn.item for turn in found.turns] == [0, 0, 0, 0, 1]
    assert found.turns[1].text.endswith("合わせた試し走りを行い、二百人が乗った。")


@pytest.mark.parametrize("page", ["－１－\n令和６年度第２回あかまつ台町地域交通協議会\n", "1\n"])
@pytest.mark.parametrize("text", [WRAPPED, SPOKEN])
def test_the_number_and_the_title_over_a_page_are_of_the_page(text: str, page: str) -> None:
    document = read(HEAD + text.format(page=page))
    assert outline(document.meetings[0]) == ITEMS
    assert [turn.text for turn in document.meetings[0].turns] == [
        turn.text for turn in meeting(HEAD + text.format(page="")).turns
    ]
    aside = [claim for claim in document.claims if claim.place == "furniture"]
    assert len(aside) == page.count("\n")


def test_a_sentence_with_the_answer_behind_it_is_no_part() -> None:
    points = "（１）町営バスの路線について\n・便を増やす予定はあるか。（ないとの回答）\n・屋根がほしい。\n"
    found = meeting(HEAD + points + "（２）乗合タクシーについて\n・電話がつながりにくい。\n")
    assert outline(found) == ITEMS
    assert [turn.item for turn in found.turns] == [0, 0, 1]


def test_a_note_in_dashes_before_the_first_turn_is_no_part() -> None:
    note = "（１）町営バスの路線について\n　　―　運行する会社の説明の後、質疑を行った。　―\n"
    found = meeting(HEAD + SPOKEN.format(page="").replace("（１）町営バスの路線について\n", note))
    assert outline(found) == ITEMS
    assert (found.turns[0].kind, found.turns[0].item) == ("narration", 0)


def test_a_sentence_below_the_list_is_no_entry_of_it() -> None:
    head = HEAD + "　開会の前に、町長から委員二名に委嘱状が渡された。\n\n"
    found = meeting(head + SPOKEN.format(page="").removeprefix("会議の経過\n\n"))
    assert outline(found) == ITEMS
    assert (found.turns[0].item, found.turns[0].text) == (
        None,
        "開会の前に、町長から委員二名に委嘱状が渡された。",
    )


def test_counted_opinions_are_no_parts() -> None:
    text = """第４回やまもも町図書館協議会　会議報告

１．日時　令和５年１１月９日（木）　１４時００分～１５時１０分
２．場所　やまもも町立図書館　集会室
３．出席委員　会長　杉浦 忠
　　　　　　　委員　北川 まり
４．議題
　　１）開館時間について
　　２）移動図書館について
５．主な意見

１）開館時間について
　①夏休みの間だけでも、朝を一時間早く開けるのがよい。
　②夜の利用は少ないので、夜を短くすることも考えるべきである。
　③開ける時刻を変えるときは、学校にも早めに知らせてほしい。
　④読み聞かせの時刻は、そのままがよい。
２）移動図書館について
　①今の車は古く、直すのに９０万円かかると聞いた。新しい車はやむを得ない。
　②谷の上の集落にも月に一度は来てほしい。
　③次の車は小さいものにするとよい。
６．次回　令和６年２月
"""
    found = meeting(text)
    assert outline(found) == [("１）", "開館時間について", None), ("２）", "移動図書館について", None)]
    said = "\n".join(turn.text for turn in found.turns if turn.item == 0)
    assert said.count("\n") == 3


def test_rows_of_a_table_are_kept_as_prose_and_no_parts() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{mark}</td></tr>" for name, mark in (("便の数", "A"), ("屋根", "C"))
    )
    page = f"""<html><body><h1>令和6年度あかまつ台町地域交通協議会の結果</h1><dl>
<dt>日時</dt><dd>令和6年8月6日（火曜日）　午前10時から午前11時30分</dd><dt>場所</dt><dd>町役場</dd>
<dt>出席者</dt><dd>委員9名</dd><dt>議題</dt><dd>1　路線の評価について<br>2　料金について</dd></dl>
<h2>1　路線の評価について</h2><p>各委員の点を合わせ、次のようになった。</p>
<table><tr><th>見るところ</th><th>点</th></tr>{rows}</table>
<h2>2　料金について</h2><ul><li>子どもの料金を下げてほしい。</li></ul></body></html>"""
    found = meeting(page, "kaigi.html")
    assert outline(found) == [("1", "路線の評価について", None), ("2", "料金について", None)]
    said = "\n".join(turn.text for turn in found.turns if turn.item == 0)
    assert "便の数\tA" in said
    assert "屋根\tC" in said
