"""Names in corpus lines → speakers."""

import pytest

from meetings.models import Meeting, Speaker, Turn

from .lines import load, meeting, turn

pytestmark = pytest.mark.django_db


def test_a_surname_is_known_to_its_meeting_alone() -> None:
    load(meeting(), meeting(title="第2回"))
    first, second = Meeting.objects.order_by("pk")
    assert [(s.name, s.kind, s.municipality, s.body, s.meeting) for s in Speaker.objects.order_by("pk")] == [
        ("若葉", "surname", None, None, first),
        ("若葉", "surname", None, None, second),
    ]


def test_a_surname_in_kana_is_one_too() -> None:
    load(meeting(turns=[turn(speaker="いながわ")]))
    assert Speaker.objects.get().kind == "surname"


@pytest.mark.parametrize("name", ["若葉薫", "林 薫", "林　薫", "つる伸一郎"])
def test_a_full_name_is_known_to_its_municipality(name: str) -> None:
    line = meeting(turns=[turn(speaker=name)])
    load(line, line | {"body": {"name": "予算委員会", "kind": "委員会"}})
    speaker = Speaker.objects.get()
    assert (speaker.name, str(speaker.municipality), speaker.body) == (name, "みのり県潮見野市", None)
    assert speaker.turns.count() == 2


def test_a_full_name_in_a_national_body_is_known_to_the_nation() -> None:
    load(meeting(municipality=None, turns=[turn(speaker="若葉薫")]))
    assert Speaker.objects.values("municipality", "body").get() == {"municipality": None, "body": None}
    assert Meeting.objects.get().identifier.startswith("000000001X")


def test_the_first_row_of_the_diet_is_procedure_without_speaker() -> None:
    head = turn(label="会議録情報", speaker="会議録情報", role=None, text="昭和二十二年")
    load(meeting(turns=[head]))
    assert Turn.objects.values("kind", "label", "speaker").get() == {
        "kind": "procedure", "label": "会議録情報", "speaker": None,
    }  # fmt: skip


def test_a_bare_label_has_its_level_and_no_label_is_narration() -> None:
    labels = ["事務局", "会長", "委員A", "員長委", ""]
    load(meeting(turns=[turn(label=label, speaker=None, role=None) for label in labels]))
    said = Turn.objects.order_by("number").values_list("kind", "speaker__kind", "speaker__name")
    assert list(said) == [
        ("speech", "organisation", "事務局"),
        ("speech", "office", "会長"),
        ("speech", "anonymous", "委員A"),
        ("speech", None, None),
        ("narration", None, None),
    ]
    bounds = {s.kind: (s.body is not None, s.meeting is not None) for s in Speaker.objects.all()}
    assert bounds == {"organisation": (True, False), "office": (True, False), "anonymous": (False, True)}


def test_a_municipality_as_label_speaks_if_its_name_is_unique() -> None:
    load(meeting(turns=[turn(label=label, speaker=None, role=None) for label in ("金沢市", "美里町")]))
    assert list(
        Turn.objects.order_by("number").values_list("municipality__code", "speaker__municipality__code")
    ) == [
        ("172014", "172014"),
        (None, None),
    ]


def test_role_and_organization_are_kept_as_the_line_has_them() -> None:
    load(meeting(turns=[turn(organization="日本社会党")]))
    assert Turn.objects.values_list("role", "affiliation").get() == ("委員長", "日本社会党")


def test_a_described_speaker_is_believed() -> None:
    anonymous = {"kind": "anonymous", "name": "委員A"}
    office = {"kind": "office", "name": "会長", "body": "council"}
    line = meeting(
        body={"name": "審議会", "slug": "council"}, turns=[turn(speaker=anonymous), turn(speaker=office)]
    )
    load(line, line | {"title": "第2回"})
    assert list(Speaker.objects.order_by("pk").values_list("kind", "name")) == [
        ("anonymous", "委員A"), ("office", "会長"), ("anonymous", "委員A"),
    ]  # fmt: skip
    assert set(Speaker.objects.get(kind="office").turns.values_list("meeting__title", flat=True)) == {
        "第1回情報化推進委員会", "第2回",
    }  # fmt: skip
