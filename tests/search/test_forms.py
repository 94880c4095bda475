"""What a turn does in its meeting, told from its form."""

import pytest

from meetings.search.forms import Form, form_of

SUBJECT = "川沿いの散歩道に街灯を六基立て、夜も歩けるようにしたいと考えています。"
LONG = "川沿いの散歩道に街灯を立てます。" * 200


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("議長", "次に、日程第三、議案第五号、若葉町公園条例の一部を改正する条例を議題といたします。"),
        ("委員長", "次に、街灯の設置についてを議題に供します。理事者より説明願います。"),
        ("会長", "続いて、議題（２）街灯の設置について、事務局から説明をお願いします。"),
        ("座長", "説明が終わりました。ご意見のある方はご発言を願います。"),
        (
            "委員長",
            "お諮りいたします。本案は原案のとおり決定することにご異議ありませんか。\n〔「異議なし」と呼ぶ者あり〕",
        ),
        ("議長", "賛成の方の起立を求めます。\n〔賛成者起立〕\n起立全員であります。"),
        ("会長", "ほかになければ、以上で本日の協議会を閉会します。"),
        (
            "委員長",
            "ほかにご発言がないようですので、本件を終了いたします。\n────\n(3) 街灯の設置について",
        ),
        ("町長", "おはようございます。本日はよろしくお願いいたします。"),
        ("", "ありがとうございました。"),
        ("委員長", "────"),
    ],
)
def test_who_opens_greets_and_calls_a_vote_leads(role: str, text: str) -> None:
    assert form_of("speech", text, presides=role in {"議長", "委員長", "会長", "座長"}) is Form.LEADS


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("建設課長", SUBJECT),
        ("委員", "ありがとうございます。" + SUBJECT),
        ("委員", "街灯を増やすときは、鳥や虫への影響も調べてから決めるよう、強くお願いいたします。"),
        ("会長", "会長としてではなく、一人の住民として申します。" + SUBJECT),
        ("委員長", SUBJECT + "ほかにご意見はございませんか。"),
        ("", SUBJECT),
    ],
)
def test_who_says_something_of_the_matter_treats_it(role: str, text: str) -> None:
    assert form_of("speech", text, presides=role in {"議長", "委員長", "会長", "座長"}) is Form.TREATS


def test_a_few_words_are_a_remark_and_many_range_far() -> None:
    assert form_of("speech", "賛成です。", presides=False) is Form.REMARKS
    assert form_of("speech", LONG, presides=False) is Form.RANGES


def test_prose_between_speeches_records_whatever_it_says() -> None:
    assert form_of("narration", SUBJECT, presides=False) is Form.RECORDS
    assert form_of("procedure", "〔異議なし〕", presides=False) is Form.RECORDS


def test_one_formula_does_not_hide_what_a_leader_says() -> None:
    """Half of what is said decides."""
    opening = "次に、街灯の設置についてを議題といたします。"
    assert form_of("speech", opening + SUBJECT, presides=True) is Form.TREATS
    assert form_of("speech", opening * 3 + SUBJECT, presides=True) is Form.LEADS
    assert form_of("speech", opening * 3 + SUBJECT, presides=False) is Form.TREATS


def test_a_text_without_end_is_read_in_short_time() -> None:
    """Time grows with the length: no sentence is tried again from each of its letters."""
    assert form_of("speech", "日程" * 100_000, presides=True) is Form.RANGES
    assert form_of("speech", "ご質疑や" * 100_000, presides=True) is Form.RANGES
