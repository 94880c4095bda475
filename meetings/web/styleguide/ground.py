"""Examples of what has no template of its own: what pages use by a class of a style sheet."""

from __future__ import annotations

from .example import Example, State


def _one(name: str, purpose: str, template: str, styles: str) -> Example:
    return Example(name, purpose, f"styleguide/{template}", styles, [State("")])


def headings() -> Example:
    return _one(
        "見出し",
        "h1は一つのページに一つ。段は飛ばしません。一覧を分ける見出しには下線を引きます。",
        "_headings.html",
        "base.css,components/rows.css",
    )


def running_text() -> Example:
    return _one(
        "文章",
        "17ピクセル、行の高さ1.8、一行は40字まで。リンクには必ず下線を引きます。",
        "_text.html",
        "base.css,components/prose.css",
    )


def buttons() -> Example:
    return _one(
        "ボタン", "送るときはボタン、移るときはリンク。高さは44ピクセル以上。", "_buttons.html", "base.css"
    )


def notices() -> Example:
    return _one("お知らせ", "先に知ってほしいことを一つ。", "_notices.html", "base.css")


def form_error() -> Example:
    return _one(
        "入力の誤り",
        "「エラー：」で始め、どこをどう直すかを欄の上に書きます。色だけに頼りません。",
        "_form_error.html",
        "components/citation.css",
    )


def empty_states() -> Example:
    return _one(
        "何もないとき",
        "なぜないかを言います。できることがあれば、それも言います。",
        "_empty.html",
        "base.css",
    )


def choices() -> Example:
    return _one(
        "選ぶ列",
        "一覧をしぼるリンクの列。選ばれているものは枠と太字で示します。",
        "_choices.html",
        "components/choices.css,components/fold.css",
    )


def tables() -> Example:
    return _one(
        "表",
        "狭い画面では表だけが横に動きます。二列の表は、どの画面にも収まります。",
        "_tables.html",
        "components/table.css",
    )
