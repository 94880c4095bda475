"""The list of municipalities, from CSV."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Municipality

pytestmark = pytest.mark.django_db

HEADER = "code,prefecture,name,kana\n"
GOOD = "990001,みのり県,みのり県,ミノリケン\n992011,みのり県,潮見野市,シオミノシ\n"


def load(tmp_path: Path, text: str | bytes) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    call_command("load_municipalities", str(file))


def test_the_list_is_stored_with_kinds_from_the_names(tmp_path: Path) -> None:
    load(tmp_path, HEADER + GOOD)
    rows = Municipality.objects.in_official_order().values_list("code", "name", "prefecture", "kana", "kind")
    assert list(rows) == [
        ("990001", "みのり県", "みのり県", "ミノリケン", "prefecture"),
        ("992011", "潮見野市", "みのり県", "シオミノシ", "city"),
    ]


def test_a_second_time_changes_nothing_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path, HEADER + GOOD)
    before = list(Municipality.objects.order_by("pk").values())
    load(tmp_path, HEADER + GOOD)
    assert list(Municipality.objects.order_by("pk").values()) == before
    assert capsys.readouterr().out.splitlines() == [
        "自治体2件を登録し、0件を直しました。0件は変わりありません。",
        "自治体0件を登録し、0件を直しました。2件は変わりありません。",
    ]


def test_a_row_that_differs_is_changed_and_the_others_stay(tmp_path: Path) -> None:
    city = Municipality.objects.create(code="992011", name="塩見野市", prefecture="みのり県", kind="city")
    Municipality.objects.create(code="993018", name="楓原町", prefecture="みのり県", kind="town")
    load(tmp_path, "\ufeff" + HEADER + GOOD)
    city.refresh_from_db()
    assert (city.name, city.kana) == ("潮見野市", "シオミノシ")
    assert Municipality.objects.count() == 3


def test_every_wrong_line_is_named_and_nothing_is_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "992012,みのり県,潮見野市,\n992011,,潮見野市\n992020,みのり県,,\n992011,みのり県,潮見野市,\n"
    with pytest.raises(SystemExit) as stopped:
        load(tmp_path, HEADER + GOOD + wrong)
    assert stopped.value.code == 1
    assert [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()[:-1]] == [
        "4行目 団体コード（code）",
        "5行目",
        "6行目 名称（name）",
        "7行目 団体コード（code）",
    ]
    assert not Municipality.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [("名称,コード\n", "見出しは code,prefecture,name,kana"), (HEADER + '"', "CSVとして読め")],
)
def test_what_is_no_such_list_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    with pytest.raises(SystemExit):
        load(tmp_path, text)
    assert words in capsys.readouterr().err


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="UTF-8ではありません"):
        load(tmp_path, (HEADER + GOOD).encode("shift_jis"))


def test_the_official_list_is_good() -> None:
    call_command("load_municipalities")
    assert Municipality.objects.filter(kind="prefecture").count() == 47
    assert str(Municipality.objects.get(code="131016")) == "東京都千代田区"
