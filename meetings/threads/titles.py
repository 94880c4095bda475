"""Titles of agenda items: the matter that one names, and which are routine. No database.

（継続）給食費の無償化（素案）について（その2） names the matter 給食費の無償化: numbering, and the words that
say how far the matter has come, are left out. What makes one matter differ from another stays: the year
(令和7年度予算 is not 令和6年度予算), 第3次 of a plan, 第2号 of a budget.
"""

import re
import unicodedata

from meetings.search.folding import fold

MIN_LENGTH = 3
"""Characters of a matter: 計画 alone may be any."""

_STAGE = (
    "素案|最終案|修正案|改定案|原案|成案|骨子案?|たたき台|中間(?:報告|まとめ|取りまとめ)案?|最終報告案?|報告書案"
    "|答申案?|諮問|案"
)
"""How far a text has come: draft, interim report, final."""
_ROUND = (
    "継続(?:審議|審査|協議)?|引き?続き|前回の続き|続き|再協議|再審議"
    "|その[0-9一二三四五六七八九十]+|第[0-9一二三四五六七八九十]+回目?"
)
"""That the matter comes up again, or for which time."""
_HANDLING = "(?:審議|協議|議決|報告)(?:事項)?|説明|公開|非公開"
"""What the meeting does with it."""

_BRACKETS = re.compile(
    rf"[(\[【〔<《「]\s*(?:{_STAGE}|{_ROUND}|{_HANDLING}|[0-9]{{1,2}}|[^()]{{1,12}}(?:現在|時点))"
    r"(?:について)?\s*[)\]】〕>》」]"
)
_NUMBERING = re.compile(
    r"^(?:\(?[0-9]{1,2}(?:-[0-9]{1,2})?[).．、:]+|[0-9]{1,2}(?:-[0-9]{1,2})?\s|日程第[0-9一二三四五六七八九十]+"
    r"|(?:議題|案件|議事)[0-9]{1,2}(?![0-9年月日])|(?:議案|報告|諮問|承認|同意|陳情|請願|発議|認定)第[0-9]+号|[・●○◎])\s*"
)
_BEGINNING = re.compile(rf"^(?>{_ROUND})[のした:、\s]*(?!に)(?=\S{{{MIN_LENGTH}}})")
_DATED = re.compile(r"(?:(?:令和|平成)?[0-9元]{1,4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|末)?(?:現在|時点)[のに]?")
_ENDING = re.compile(
    rf"(?:(?:に関する|に係る|の)件|に(?:つい|関し)て(?:の?{_HANDLING})?|の?(?:{_ROUND})|[・、:;。.\s]+"
    # 提案 and 議案 are no drafts
    rf"|の?(?<![提図議考立事懸腹起])(?:{_STAGE}))$"
)
_STAGE_ALONE = re.compile(rf"(?:{_STAGE}|{_ROUND}|{_HANDLING})")
_QUALIFIER = re.compile(r"(?:段階|本格|具体|全面|部分|暫定|試験)的な")
_SPACES = re.compile(r"\s+")
MAX_LENGTH = 300
"""Characters of a title that are read; the rest is left out."""


def matter_of(title: str) -> str:
    """What the title is about, in its own characters (full width made half); empty where it is nothing but
    numbering and stage."""
    text, before = unicodedata.normalize("NFKC", title[:MAX_LENGTH]).strip(), ""
    while text != before:
        before = text
        for form in (_BRACKETS, _NUMBERING, _DATED, _BEGINNING, _ENDING):
            text = form.sub("", text).strip()
    return "" if _STAGE_ALONE.fullmatch(text) else text


def key_of(text: str) -> str:
    """Two matters are one where their keys are the same."""
    return _SPACES.sub("", fold(text))


def without_qualifiers(key: str) -> str:
    """The key without words that only say how: 段階的な無償化 is 無償化."""
    return _QUALIFIER.sub("", key)


_BILL = re.compile(r"(議案|報告|諮問|承認|同意|陳情|請願|発議|認定)第([0-9]{1,4})号")


def bill_of(number: str, title: str) -> str:
    """議案第12号, where the number or the beginning of the title has one; or nothing."""
    found = _BILL.search(key_of(f"{number} {title[:40]}"))
    return f"{found[1]}第{int(found[2])}号" if found else ""


_BODY = "(?:本?(?:会議|審議会|委員会|協議会|検討会|懇談会|部会|総会|会))"
_CHAIR = "(?:会長|委員長|座長|議長|部会長|役員|(?:会長)?職務代理者?)"
_RECORD = "(?:会議録|議事録|会議要旨|議事要旨|議事概要|会議概要)"

ROUTINE = {
    "it opens or closes the meeting": "(?:開会|閉会|開議|散会|休憩)(?:宣言|の宣告|の?挨拶|の?あいさつ)?",
    "somebody greets or is presented": (
        ".{0,8}(?:挨拶|あいさつ)|(?:自己|委員|出席者|職員|事務局(?:職員)?|新任委員)の?紹介|(?:委嘱状|辞令)の?(?:交付|伝達)"
    ),
    "it settles who presides and who signs": (
        rf"(?:正副)?{_CHAIR}(?:(?:[・、,]|及び|並びに|と)?(?:副{_CHAIR}|{_CHAIR}))?の?(?:選出|選任|互選|選挙|指名)"
        rf"|新?役員.{{0,10}}の選出.*|(?:{_RECORD})?署名(?:議員|委員|人|者)?の?(?:指名|選出|選任)"
    ),
    "it looks back at the meeting before": (
        rf"前回(?:の?(?:{_BODY}|議事|{_RECORD}))?(?:の?(?:確認|承認|報告|概要|振り?返り|ふりかえり|おさらい|結果|内容|要旨))*"
        rf"|{_RECORD}の?(?:確認|承認)|前回の?(?:条件|指摘|意見|質問)(?:事項)?(?:へ|に対する)の?(?:対応|回答)"
    ),
    "it only names a part of the agenda": (
        "(?:議事|議題|議案|案件|審議|協議|報告|連絡|説明|確認|検討|決議|審査|諮問)(?:事項|案件)?|質疑(?:応答)?|議案(?:審議|審査|の上程)"
        "|(?:意見|情報)交換(?:会|[・、]?質疑応答)?|自由討議|全体討議|グループ(?:ワーク|討議)|一般質問|討論|採決|表決|事務連絡"
        "|諸般の報告|諸報告|行政報告|経過報告|概要説明|資料の?(?:確認|説明)|(?:事務局|各課|委員)(?:から)?の?(?:報告|連絡|説明)(?:事項)?"
        "|他団体への照会事項|他団体に紹介.{0,30}"
    ),
    "it says what comes next": (
        rf"(?:今後|次回|次年度|来年度|当面)(?:の?{_BODY})?(?:の?(?:日程|予定|スケジュール|進め方|開催(?:日程?|予定)?|課題|対応|方針|取組))*(?:等|調整)?"
        rf"|(?:{_BODY}|検討|審議|年間|全体)の?(?:日程|スケジュール|進め方|開催予定|予定)"
    ),
    "it is about how the body works": (
        rf"(?:{_BODY}|{_RECORD})(?:(?:及び|・)(?:{_BODY}|{_RECORD}))?(?:等)?"
        "の?(?:公開|運営|傍聴|取扱い|設置|役割|概要|進行)(?:方法|等)?|傍聴.{0,8}|会期の?(?:決定|延長)|議席の指定"
        "|(?:委員|役員)の?(?:委嘱|改選|交代|任期)"
    ),
    "it may be anything": "その他.{0,6}|そのほか|他|まとめ|総括|講評|(?:現地)?視察|現地調査|やってみたいこと",
}
"""Titles that many meetings have and that continue nothing: why, and their form. A form is compared with the
whole matter: 会議の公開 is routine, 会議の公開に関する条例の改正 is not."""

_ROUTINE = re.compile("|".join(f"(?:{form})" for form in ROUTINE.values()))

ASPECTS = (
    "状況|結果|進め方|予定|公開|概要|説明|運営|構成|内容|見通し|進捗|結論|方式|方法|扱い|取扱い|見直し|改正|時期|対象|財源|課題|現状|経緯"
    "|背景|目的|趣旨|推進|推移|実績|報告|言葉|件|実施|検討|策定|選定|選任|選出|設置|開催|開始|一部|制定|管理|利用|活用|整備|指定|承認|認定|変更"
    "|更新|改定|提出|提案|意見|要望|決算|予算|評価|点検|総括|考え方|あり方|在り方|方向性|方針|位置付け|進捗管理|見込み|流れ|体制|取組|仕組み|様子"
)
_ASPECT = re.compile(rf"[一-龥]*(?:{ASPECTS})(?:等|及び.*|案)?")


def is_routine(key: str) -> bool:
    """Whether the matter is one that many meetings have."""
    return _ROUTINE.fullmatch(key) is not None


def is_aspect(words: str) -> bool:
    """Whether the words fit any matter, and are no matter themselves: (計画の)進捗状況."""
    return _ASPECT.fullmatch(words) is not None
