"""What a turn does in its meeting, told from its form alone: who speaks, how long, by which formulas.

A reader who looks for a matter wants what was said about it, not the turn that called it up.
"""

import re
from enum import IntEnum

from meetings.models import TurnKind

MUCH = 2_000
"""Characters from which a speech goes over many subjects."""
LITTLE = 20
"""Characters beside formulas with which a turn still says nothing of a matter."""
BRIEF = 30
"""Characters of a formula's sentence, where the speaker does not lead the meeting: in a longer one a member
says something before よろしくお願いします. Who leads it may read a long title in one."""


class Form(IntEnum):
    """What a turn does, the least telling first: the order in which hits are ranked by it."""

    LEADS = 0
    """It leads the meeting: opens an item, reads titles, calls on somebody, puts to the vote, greets."""
    RECORDS = 1
    """Prose or procedure between the speeches."""
    REMARKS = 2
    """Speech of a few words."""
    RANGES = 3
    """Speech that goes over many subjects."""
    TREATS = 4
    """Speech that keeps to its subject: a question, an answer, an opinion."""


# A sentence with one of these is about the meeting, not about a matter.
_SAID = "(?:説明|報告|答弁|発言|意見|質問|質疑|討論|異議|挨拶|あいさつ|紹介)(?:等|など)?"
_FORMULAS = f"""
議題(?:と(?:いた|致)?し|に(?:供|入|移)) 上程 一括して(?:議題|審議|審査)
(?:日程|議案|議題|次)に(?:移|進|入|追加) 次(?:の|は、?|に、?)(?:日程|議題|議案|議事|案件|報告事項|その他)

{_SAID}(?:のほど)?を?(?:お?願い|いただき|頂き|求め|終わ) {_SAID}の(?:ある|あられる)方
{_SAID}(?:や(?:ご|御)?意見)?(?:は|が)?、?(?:ござ|あり(?:ま|ませ)|な[いけし]) 指名
(?:審議|審査|議事|採決|協議|質疑|討論|説明|報告|件)(?:は|を|に)(?:打ち切|終結|終了|終わ|入り|入る|移り|移る|進め)
ほかに(?:ご|御|い|あり|ござ|な|$|、) 他に(?:ご|御|あり|ござ|な) 番.{{0,12}}(?:議員|委員|君)$

お?諮り 採決 表決 (?:挙手|起立)(?:を|に|多数|全員) 賛成の方 全会一致 異議な
原案のとおり よろしいで(?:しょう|す)

会を(?:始め|開き|閉じ|終わ|終了) (?:開会|閉会|散会|開議|休憩|再開|延会)(?:いた|致|し|と|を|に|の|時|$)
会議?(?:は|を)公開 定足数 署名(?:議員|委員|人) 傍聴 撮影 配付して(?:ござ|おり|あり)

お(?:早|はよ)うございます こんにちは こんばんは はじめまして
(?:有り難う|有難う|ありがとう)ございま お疲れ(?:さま|様)
(?:よろしく|宜しく)お願い お願い(?:いた|致)?し(?:ま|たい) お座り 着席
"""
"""By lines: items and titles, calling on those who speak, votes, the frame of the meeting, greetings."""
_FORMULA = re.compile("|".join(_FORMULAS.split()))
_ENDS = re.compile("[。？?！!\n]+")
_TITLE = re.compile(r"\s*(?:[(（]?[0-9０-９]+[)）．.、　 ]|日程第|議案第|[①-⑳〔（(○◎])")
"""How a line begins that is a heading, or says what happens in the room."""


def form_of(kind: str, text: str, *, presides: bool) -> Form:
    """What a turn of that kind does; `presides` says that the speaker leads the meeting."""
    if kind != TurnKind.SPEECH:
        return Form.RECORDS
    spoken, telling = _amounts(text, longest=MUCH if presides else BRIEF)
    if telling == 0 or telling < LITTLE < spoken or (presides and telling * 2 < spoken):
        return Form.LEADS
    if telling < LITTLE:
        return Form.REMARKS
    return Form.TREATS if spoken <= MUCH else Form.RANGES


def _amounts(text: str, longest: int) -> tuple[int, int]:
    """Characters of the text, and of those sentences that are neither headings nor formulas of at most that
    length."""
    spoken = telling = 0
    for sentence in _ENDS.split(text):
        length = sum(map(str.isalnum, sentence))
        spoken += length
        if length > longest or not (_FORMULA.search(sentence) or _TITLE.match(sentence)):
            telling += length
    return spoken, telling
