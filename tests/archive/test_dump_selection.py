"""A part of the archive, which must load on its own and show no more than was asked for."""

import hashlib
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.archive.dumping import Selection, dump
from meetings.archive.format import as_json
from meetings.models import Body, FormerAddress, Meeting, Municipality, SourceDocument, Speaker

from .lines import body, load, meeting, turn
from .test_round_trip import empty

pytestmark = pytest.mark.django_db

TOWN = {"code": "993018", "name": "楓原町", "prefecture": "みのり県"}
WITHDRAWN = {"withdrawn_on": "2025-07-01", "withdrawn_reason": "個人の名が出ていたため"}


@pytest.fixture(autouse=True)
def archive() -> None:
    content = "原本の秘密".encode()
    sha = hashlib.sha256(content).hexdigest()
    load(
        body("council", "審議会", municipality="992011") | {"municipality": meeting()["municipality"]},
        body("branch", "部会", municipality="992011", parent="council"),
        meeting(
            body={"name": "部会", "slug": "branch"},
            turns=[
                turn(speaker="若葉 薫"),
                turn(speaker={"kind": "anonymous", "name": "委員Z"}, text="取り消された秘密", **WITHDRAWN),
            ],
        ),
        meeting(body={"name": "審議会", "slug": "council"}, title="下書きの秘密", status="draft"),
        meeting(body={"name": "審議会", "slug": "council"}, title="庁内の秘密", visibility="internal"),
        meeting(municipality=TOWN, body={"name": "町民会議"}, turns=[turn(speaker="楓 実")]),
    )
    source = SourceDocument.objects.create(sha256=sha, name="a.txt", format="text", content=content)
    Meeting.objects.filter(body__slug="branch").update(source=source)
    FormerAddress.objects.create(path="/old/", reason="秘密")


def lines(selection: Selection) -> list[dict[str, Any]]:
    found = list(dump(selection))
    empty()
    report, broken = load(*(as_json(line).encode() for line in found))
    assert (broken, report.added["meeting"]) == ([], sum("type" not in line for line in found))
    return found


def test_a_body_comes_with_its_relatives_and_speakers() -> None:
    found = lines(Selection(body=Body.objects.get(slug="branch")))
    kinds = [line.get("type", "meeting") for line in found]
    assert kinds == ["municipality", "body", "body", "source", "speaker", "meeting"]
    assert [line["slug"] for line in found if line.get("type") == "body"] == ["branch", "council"]


def test_a_municipality_comes_with_all_its_bodies_and_no_others() -> None:
    found = lines(Selection(municipality=Municipality.objects.get(code="993018")))
    assert [line["code"] for line in found if line.get("type") == "municipality"] == ["993018"]
    assert [line["title"] for line in found if "type" not in line] == ["第1回情報化推進委員会"]


def test_public_only_carries_nothing_that_a_visitor_may_not_see() -> None:
    found = lines(Selection(public_only=True))
    said = json.dumps(found, ensure_ascii=False)
    assert "秘密" not in said
    assert "委員Z" not in said
    assert {line.get("type") for line in found} == {"municipality", "body", "speaker", None}
    [branch] = [line for line in found if line.get("body", {}) and "branch" in str(line.get("body"))]
    assert [said["number"] for said in branch["turns"]] == [1]


def test_without_sources_the_rest_still_loads() -> None:
    found = lines(Selection(with_sources=False))
    assert "source" not in {line.get("type") for line in found}
    assert Meeting.objects.count() == 4


def test_speakers_of_other_bodies_stay_behind() -> None:
    lines(Selection(body=Body.objects.get(slug="branch")))
    assert set(Speaker.objects.values_list("name", flat=True)) == {"若葉 薫", "委員Z"}


@pytest.mark.parametrize(("option", "value"), [("body", "nowhere"), ("municipality", "011002")])
def test_what_is_not_there_is_said_and_nothing_written(option: str, value: str) -> None:
    with pytest.raises(CommandError, match=value) as refused:
        call_command("dump_archive", **{option: value})
    assert refused.value.returncode == 2


def test_standard_output_takes_the_lines_and_nothing_else(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    call_command("dump_archive", without_sources=True)
    said = capsysbinary.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["title"] for row in rows if "type" not in row].count("下書きの秘密") == 1
    assert "会議4件（発言5件）を書き出しました。" in said.err.decode()
