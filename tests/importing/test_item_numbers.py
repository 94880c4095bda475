"""A corrected document moves agenda items: each keeps its number, and one that is gone says so."""

import pytest

from meetings.importing.loader import load_document
from meetings.importing.parsed import ParsedItem
from meetings.models import AgendaItem, FormerItem, Municipality, Version
from meetings.models.former_item import NO_LONGER_PRINTED

from .test_loader import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_town")]


@pytest.fixture
def _town() -> Municipality:
    return Municipality.objects.create(code="993018", name="緑野町", prefecture="みのり県", kind="town")


def load(*titles: str) -> None:
    document = parsed(outline=[ParsedItem(title) for title in titles])
    load_document(document, b"kiroku", name="kiroku.txt")


def numbers() -> list[tuple[int, str]]:
    return list(AgendaItem.objects.order_by("position").values_list("address_number", "title"))


def test_a_new_meeting_is_numbered_from_top_to_bottom() -> None:
    load_document(parsed(), b"kiroku", name="kiroku.txt")
    assert numbers() == [(1, "道路の計画について"), (2, "財源")]


def test_an_item_that_moved_or_was_reworded_keeps_its_number() -> None:
    load("道路の計画について", "橋の点検について", "その他")
    load("その他", "除雪の費用について", "道路の計画（案）について")
    assert numbers() == [(3, "その他"), (4, "除雪の費用について"), (1, "道路の計画（案）について")]
    former = FormerItem.objects.get()
    assert (former.number, former.title, former.reason) == (2, "橋の点検について", NO_LONGER_PRINTED)


def test_an_item_that_comes_back_has_its_number_again() -> None:
    load("道路の計画について", "橋の点検について")
    load("道路の計画について")
    load("除雪の費用について", "橋の点検について", "道路の計画について")
    assert numbers() == [(3, "除雪の費用について"), (2, "橋の点検について"), (1, "道路の計画について")]
    assert not FormerItem.objects.exists()


def test_a_new_place_of_an_item_is_no_version_of_it() -> None:
    load("道路の計画について", "その他")
    load("その他", "道路の計画について")
    assert not Version.objects.filter(noun="agendaitem").exists()
