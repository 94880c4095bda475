"""Texts cut into words."""

import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings as django_settings
from django.utils.module_loading import import_string
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.analysis import BREAK, EDITION, is_content, is_word, tokens, warm_up
from meetings.search.folding import fold


def surfaces(text: str) -> list[str]:
    return [token.surface for token in tokens(fold(text))]


def key(text: str) -> str:
    [token] = tokens(fold(text))
    return token.key


@settings(deadline=None)
@given(st.text(st.characters() | st.sampled_from("学校 。!?㍿ﷺ髙あアaー1,\ud800"), max_size=60))
def test_the_words_make_up_the_text(text: str) -> None:
    for written in (text, fold(text)):
        assert "".join(token.surface for token in tokens(written)) == written.replace(BREAK, "")
        assert all(token.surface for token in tokens(written))


@pytest.mark.parametrize("name", ["COVID-19", "Wi-Fi", "e-mail", "A-1", "F-35", "e-Tax", "X-1-2", "Web-2.0"])
@pytest.mark.parametrize("around", ["{}です。", "（{}）の影響", "新型{}対策", "{}"])
def test_a_name_with_hyphens_is_cut_alike_everywhere(name: str, around: str) -> None:
    words = surfaces(name)
    text = surfaces(around.format(name))
    assert any(text[at : at + len(words)] == words for at in range(len(text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("学校給食費の無償化", ["学校", "給食", "費", "の", "無償", "化"]),
        ("東京都と京都", ["東京", "都", "と", "京都"]),
        ("1,200人、2.5%", ["1,200", "人", "、", "2.5", "%"]),
        ("令和６年度", ["令和", "6", "年度"]),
        ("学校\n給食", ["学校", " ", "給食"]),
        ("徳島（とくしま）市", ["徳島", "(", "と", "くしま", ")", "市"]),
        ("サービス――です", ["サービス", "-", "-", "です"]),
    ],
)
def test_words_are_short_units(text: str, words: list[str]) -> None:
    assert surfaces(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("サーバ", "サーバー"), ("附属", "付属"), ("取組", "取り組み"), ("學校", "学校"), ("ＰＣ", "pc")],
)
def test_spellings_of_a_word_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_the_surface_is_what_is_printed() -> None:
    assert surfaces("學校へ") == ["學校", "へ"]
    assert surfaces("髙橋委員") == ["髙橋", "委員"]


@settings(deadline=None)
@given(st.text("学校給食は無料です東京都のサーバ1A", max_size=30), st.text("学校給食は無料", max_size=30))
def test_words_do_not_depend_on_other_sentences(sentence: str, other: str) -> None:
    assert surfaces(f"{other}。{sentence}")[len(surfaces(f"{other}。")) :] == surfaces(sentence)
    assert surfaces(f"{other} {sentence}")[len(surfaces(f"{other} ")) :] == surfaces(sentence)


def test_what_is_a_word_and_what_says_something() -> None:
    assert [is_word(text) for text in ("学校", "の", "1", "。", " ", "(")] == [True] * 3 + [False] * 3
    assert [is_content(text) for text in ("学校", "サーバ", "a", "ください", "の", "。")] == (
        [True] * 4 + [False] * 2
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile", ["a" * 50_000, "学" * 50_000, "ー。" * 20_000, "\U0001f468\u200d" * 9_000, "ﷺ" * 8_000]
)
def test_no_text_is_too_long(hostile: str) -> None:
    assert "".join(token.surface for token in tokens(hostile)) == hostile


def test_threads_do_not_disturb_each_other() -> None:
    text = "学校給食費の無償化について、取組を伺います。" * 200
    wanted = surfaces(text)
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(surfaces(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 8


def test_the_dictionary_waits_until_it_is_needed() -> None:
    """A command that searches nothing does not load it."""
    loading = (
        "import sys, django; django.setup(); import meetings.search.checking, meetings.admin;"
        " sys.exit('sudachipy' in sys.modules)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
    subprocess.run([sys.executable, "-c", loading], env=environment, check=True)


def test_a_server_loads_it_before_the_first_reader() -> None:
    assert import_string(django_settings.PREPARATIONS[0]) is warm_up


def test_the_edition_names_dictionary_tokenizer_and_rules() -> None:
    dictionary, tokenizer, ours = EDITION.split("-")
    assert dictionary.isdecimal()
    assert tokenizer[0].isdecimal()
    assert int(ours) >= 1
