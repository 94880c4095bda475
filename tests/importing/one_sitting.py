"""One invented sitting as text, web page, Word document and (through a browser) PDF."""

import html
import re
from collections.abc import Iterator

from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from .papers import W, docx_of

TITLE = "令和6年度第2回かえで台市地域公共交通会議　会議録"

HEAD = [
    ("会議の名称", "第2回かえで台市地域公共交通会議"),
    ("開催日時", "令和6年7月18日（木）　午後1時30分から午後3時15分まで"),
    ("開催場所", "かえで台市役所2階　第1会議室"),
    ("出席者", "会長　｜髙﨑《たかさき》正夫、副会長　水野和子、委員　長谷川実、山本恵、木村健、小林明"),
    ("事務局", "交通政策課長　大川、交通政策課係長　日高"),
    ("傍聴者", "3名"),
]

AGENDA = ["地域公共交通計画の見直しについて", "予約型乗合タクシーの試行について", "その他"]

# A speaker and the words, or "" and the narration between.
SPOKEN: list[tuple[str, str]] = [
    ("", "1　地域公共交通計画の見直しについて"),
    (
        "髙﨑会長",
        (
            "定刻になりましたので、ただいまから会議を開きます。本日は委員6名全員が出席しており、"
            "会議は成立しています。"
        ),
    ),
    ("髙﨑会長", "それでは議題1について、事務局から説明をお願いします。"),
    (
        "事務局",
        (
            "資料1をご覧ください。計画の期間は令和7年度からの5年間です。\n見直しの柱は3つあります。"
            "第一に路線の再編、第二に乗り継ぎの改善、第三に利用の促進です。"
        ),
    ),
    ("", "事務局から資料1に基づき、路線ごとの利用者数の推移について説明があった。"),
    ("髙﨑会長", "ただいまの説明について、ご質問やご意見はありますか。"),
    (
        "長谷川委員",
        (
            "｜山手《やまて》線の利用者が3年前より2割減ったとのことですが、"
            "沿線の学校が統合されたことのほかに理由はありますか。"
        ),
    ),
    ("事務局", "運転手の不足により、平日の便を12便から9便に減らしたことも影響していると考えています。"),
    ("長谷川委員", "分かりました。"),
    (
        "山本委員",
        (
            "乗り継ぎの待ち時間が30分を超える停留所があります。屋根やベンチを置くなど、"
            "待つ人のことも計画に入れていただきたい。"
        ),
    ),
    (
        "大川課長",
        (
            "停留所の環境については、道路を管理する部署と話し合いを始めています。"
            "今年度は市役所前と中央病院前の2か所に屋根を付ける予定です。"
        ),
    ),
    ("木村委員", "「AIを用いた配車」とありますが、どのような仕組みですか。"),
    ("事務局", "予約を受け付けるたびに、車の順路を計算し直す仕組みです。"),
    ("小林委員", "電話でも予約できますか。"),
    ("事務局", "はい、できます。"),
    ("水野副会長", "高齢の方には電話の方がよいでしょう。広報紙にも大きな字で載せてください。"),
    ("髙﨑会長", "ほかにご意見がなければ、見直しの方針は原案のとおりとしてよろしいですか。"),
    ("", "2　予約型乗合タクシーの試行について"),
    ("髙﨑会長", "続いて議題2に移ります。事務局から説明をお願いします。"),
    (
        "事務局",
        (
            "資料2をご覧ください。試行は10月1日から翌年3月31日までの6か月間、"
            "北部の4つの地区で行います。料金は1回300円で、小学生は半額とします。"
        ),
    ),
    ("木村委員", "4つの地区を選んだ理由を教えてください。"),
    ("日高係長", "最寄りの停留所まで500メートル以上ある世帯の割合が高い順に選びました。"),
    ("山本委員", "土曜日と日曜日も運行しますか。"),
    ("日高係長", "土曜日は運行しますが、日曜日と祝日は休みます。"),
    ("", "委員から、試行の結果を次の会議で報告するよう要望があった。"),
    ("髙﨑会長", "それでは、試行については報告を受けたということで、よろしくお願いします。"),
    ("", "3　その他"),
    ("事務局", "次回の会議は11月に開く予定です。日程が決まりましたら改めてお知らせします。"),
    ("髙﨑会長", "以上で本日の会議を閉じます。ありがとうございました。"),
]

_RUBY = re.compile("｜([^《]+)《([^》]+)》")


def plain(text: str) -> str:
    return _RUBY.sub(r"\1", text)


def paragraphs() -> Iterator[tuple[str, bool]]:
    """(paragraph, whether an empty line is before it, as before headings and narration)."""
    for label, spoken in SPOKEN:
        first, *others = spoken.split("\n")
        yield (f"○{label}　{first}", False) if label else (first, True)
        for other in others:
            yield other, False


def as_text() -> bytes:
    head = [f"{name}\t{value}" for name, value in HEAD]
    agenda = [f"  {number}. {title}" for number, title in enumerate(AGENDA, 1)]
    lines = [TITLE, "", *head, "", "議題", "", *agenda, "", "会議の内容", ""]
    for text, apart in paragraphs():
        lines += ["", text] if apart else [text]
    return plain("\n".join([*lines, ""])).encode()


def as_page(style: str = "") -> str:
    def marked(text: str) -> str:
        return _RUBY.sub(r"<ruby>\1<rp>（</rp><rt>\2</rt><rp>）</rp></ruby>", html.escape(text))

    head = "".join(f"<tr><th>{name}</th><td>{marked(value)}</td></tr>" for name, value in HEAD)
    agenda = "".join(f"<li>{title}</li>" for title in AGENDA)
    body = "".join(f"<p{' class=apart' if apart else ''}>{marked(text)}</p>" for text, apart in paragraphs())
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f"<style>{style}</style></head><body><h1>{TITLE}</h1><table>{head}</table>"
        f"<h2>議題</h2><ol>{agenda}</ol><h2>会議の内容</h2>{body}</body></html>"
    )


def as_docx() -> bytes:
    def write(document: Document) -> None:
        document.add_heading(TITLE, 1)
        table = document.add_table(rows=0, cols=2)
        for name, value in HEAD:
            cells = table.add_row().cells
            cells[0].text = name
            _write(cells[1].paragraphs[0], value)
        document.add_heading("議題", 2)
        for title in AGENDA:
            document.add_paragraph(title, style="List Number")
        document.add_heading("会議の内容", 2)
        for text, apart in paragraphs():
            if apart:
                document.add_paragraph()
            _write(document.add_paragraph(), text)

    return docx_of(write)


def _write(paragraph: Paragraph, text: str) -> None:
    """Runs of text, ruby as Word keeps it."""
    at = 0
    for found in _RUBY.finditer(text):
        paragraph.add_run(text[at : found.start()])
        base, reading = found.groups()
        paragraph._p.append(
            parse_xml(
                f"<w:r {W}><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt>"
                f"<w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            )
        )
        at = found.end()
    paragraph.add_run(text[at:])
