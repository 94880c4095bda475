"""What is said beside names and is no part of them: 様, 委員, 総務課長; 議事録."""

import re

from .name_keys import name_key

_TITLES = """
様 さま さん 氏 君 くん 殿 先生 女史
委員長 副委員長 委員 委員長代理 職務代理者 議長 副議長 議員 会長 副会長 会長代理 座長 副座長 部会長 副部会長
代表 幹事 監事 理事長 理事 評議員 監査委員 参考人 会員 主宰 司会 教授 准教授 講師 弁護士
市長 副市長 区長 副区長 町長 副町長 村長 副村長 知事 副知事 教育長 市議 区議 町議 村議 県議 府議 都議
部長 次長 局長 課長 室長 所長 館長 校長 副校長 教頭 園長 院長 センター長 支所長 署長 消防長 係長 課長補佐 補佐
担当部長 担当課長 参事 参与 主幹 主査 主任 主事 技監 書記 事務局長 事務局次長 管理者 会計管理者
"""
_BEHIND_A_NAME = re.compile(f"(?:{'|'.join(sorted(map(name_key, _TITLES.split()), key=len, reverse=True))})+")
# no ノ, so that it is one office and no phrase; a town's assembly or head is none either
_OF = "(?![都道府県市区町村郡])[^ノ]{0,12}?"
_OFFICE = re.compile(f"{_OF}{_BEHIND_A_NAME.pattern}")
_OF_DEPARTMENT = re.compile(f"{_OF}[課部局室係](?:長|次長|長補佐|長代理|主幹|主査|主任|主事)(?:サン|様|氏)?")

_POLITE = re.compile(f"(?:{'|'.join(map(name_key, ('さま', 'さん', 'くん', '女史')))}|[様氏君殿]|先生)$")

_RECORDS = re.compile("ノ?(?:会議録|議事録|役所|役場)")
"""What is said behind a body or town and is no part of what is looked for: its minutes, its office."""
_WORDS = re.compile("ノ(?:発言|話|答弁|質問|質疑|意見|説明|考エ)(?:内容)?")
"""What is said behind a person and is no part of what is looked for: the words of that person."""


def words_end(key: str, at: int) -> int:
    """Where such words end; the same place where there are none."""
    found = _WORDS.match(key, at)
    return found.end() if found else at


def records_end(key: str, at: int) -> int:
    """Where such words end; the same place where there are none."""
    found = _RECORDS.match(key, at)
    return found.end() if found else at


def title_end(key: str, at: int) -> int:
    """Where the titles end that begin there; the same place where none does."""
    found = _BEHIND_A_NAME.match(key, at)
    return found.end() if found else at


def without_title(key: str) -> str:
    """The name before the titles at the end of a key; all of it where nothing would be left."""
    for at in range(1, len(key)):
        if title_end(key, at) == len(key):
            return key[:at]
    return key


def is_of_department(key: str) -> bool:
    """Whether it is an office of a department: 総務課長; not of a place, which has a name before it
    (佐倉図書館長, 佐倉小学校長)."""
    return _OF_DEPARTMENT.fullmatch(key) is not None


def is_office(key: str) -> bool:
    """Whether it is a title, perhaps of a department: 総務課長."""
    return _OFFICE.fullmatch(key) is not None


def is_plain_office(key: str) -> bool:
    """Whether it is an office and no more: 総務課長, 市長; not お客様."""
    return (is_office(key) or title_end(key, 0) == len(key)) and office_in(key) == key


def office_in(title: str) -> str:
    """The office that a title says; empty for 様 and the like."""
    return _POLITE.sub("", title.removesuffix("ノ"))
