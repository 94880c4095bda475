"""What an import does to threads: it proposes, and a corrected document loses nothing that was confirmed."""

from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from meetings.importing.revision import match_items
from meetings.models import AgendaItem, Municipality, Standing, Thread, ThreadEntry, Turn
from tests import factories as make

MINUTES = """第{number}回緑野町図書館協議会会議録

日時
令和6年{month}月12日 午後2時から午後3時30分まで

議題
{agenda}

会議の内容

{turns}
"""


@pytest.fixture(autouse=True)
def _town(db: None) -> Municipality:
    return make.municipality("緑野町")


def write(path: Path, *titles: str, number: int = 1, remark: str = "賛成です。") -> Path:
    """A document of a meeting with these items, and one turn under each."""
    agenda = [f"{n} {title}" for n, title in enumerate(titles, start=1)]
    turns = "\n\n".join(
        f"{line}\n\n（会長）\n{title}を議題とします。\n\n（委員）\n{remark}"
        for line, title in zip(agenda, titles, strict=True)
    )
    text = MINUTES.format(number=number, month=number + 3, agenda="\n".join(agenda), turns=turns)
    path.write_text(text, encoding="utf-8")
    return path


def imported(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("import_minutes", str(path), "--commit", "--municipality", "緑野町")
    return capsys.readouterr().out


def test_continued_items_are_proposed_and_announced_once(tmp_path, capsys):
    output = imported(write(tmp_path / "1.txt", "開館時間の延長について", "蔵書点検について"), capsys)
    assert "続いていると思われる議題" not in output
    output = imported(write(tmp_path / "2.txt", "開館時間の延長（案）について", number=2), capsys)
    assert "続いていると思われる議題が2件あります。" in output
    assert {entry.standing for entry in ThreadEntry.objects.all()} == {Standing.PROPOSED}
    assert "続いていると思われる議題" not in imported(tmp_path / "2.txt", capsys)


def test_without_commit_nothing_is_proposed(tmp_path, capsys):
    for number in (1, 2):
        write(tmp_path / f"{number}.txt", "開館時間の延長について", number=number)
    call_command("import_minutes", str(tmp_path))
    assert not Thread.objects.exists()


def test_a_corrected_document_loses_no_confirmed_item(tmp_path, capsys):
    first = write(tmp_path / "1.txt", "開館時間の延長について", "蔵書点検について", "展示について")
    imported(first, capsys)
    moved, reworded, gone = AgendaItem.objects.order_by("position")
    thread = make.thread(moved, reworded, gone)
    imported(write(first, "駐車場について", "蔵書の点検について", "開館時間の延長について"), capsys)
    kept = {entry.item_id: entry.item for entry in thread.entries.select_related("item")}
    assert {pk: (item.position, item.number, item.title) for pk, item in kept.items()} == {
        moved.pk: (3, "3", "開館時間の延長について"),
        reworded.pk: (2, "2", "蔵書の点検について"),
    }
    for turn in Turn.objects.not_withdrawn().filter(label="会長").select_related("item"):
        assert turn.text == f"{turn.item.title}を議題とします。"


def test_a_small_item_stays_when_its_heading_is_deleted(tmp_path, capsys):
    first = write(tmp_path / "1.txt", "開館時間の延長について", "蔵書点検について")
    imported(first, capsys)
    above, below = AgendaItem.objects.order_by("position")
    AgendaItem.objects.filter(pk=below.pk).update(parent=above)
    thread = make.thread(below)
    imported(write(first, "蔵書点検について"), capsys)
    assert [(entry.item, entry.item.parent) for entry in thread.entries.all()] == [(below, None)]


titles = st.lists(
    st.sampled_from(["給食", "給食費の改定", "給食費の改定案", "図書館", "駐車場の整備"]), max_size=8
)


@given(titles, titles)
def test_an_item_is_matched_at_most_once_the_same_title_always(old, new):
    partners = match_items(old, new)
    matched = [partner for partner in partners if partner is not None]
    assert len(partners) == len(new)
    assert len(set(matched)) == len(matched)
    for title in {*old, *new}:
        both = min(old.count(title), new.count(title))
        assert sum(old[i] == title == new[j] for j, i in enumerate(partners) if i is not None) == both


def test_an_item_may_come_under_a_new_item(tmp_path, capsys):
    first = write(tmp_path / "1.txt", "開館時間の延長について", "蔵書点検について")
    imported(first, capsys)
    thread = make.thread(AgendaItem.objects.get(title="蔵書点検について"))
    text = first.read_text(encoding="utf-8").replace("2 蔵書点検", "2 資料の管理について\n(1) 蔵書点検")
    first.write_text(text, encoding="utf-8")
    imported(first, capsys)
    item = thread.entries.get().item
    assert (item.number, item.title) == ("(1)", "蔵書点検について")
    assert item.parent is not None
    assert item.parent.title == "資料の管理について"
