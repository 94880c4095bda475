"""What readers must load beside the record's own words."""

import pytest

from meetings.models import Meeting
from tests import factories as make
from tests.web.archive import SENTENCES, Size, build_archive
from tests.web.index import index_everything

from .weight import markup_bytes

pytestmark = pytest.mark.django_db

MOST = 150_000
"""Bytes of markup on one page, uncompressed."""


@pytest.fixture
def long_meeting() -> Meeting:
    """Two hundred turns of every level of attribution, under twenty items, in a body with a long name."""
    town = make.municipality()
    council = make.body(
        "潮見野市行政手続における特定の個人を識別するための番号の利用等に関する総合検討委員会", town
    )
    meeting = make.meeting(council, title=f"第3回{council.name}")
    speakers = [
        make.speaker("委員長", "office", body=council),
        make.speaker("髙橋 志津男", municipality=town),
        make.speaker("潮見野市", "organisation", municipality=town),
        make.speaker("委員", "anonymous", meeting=meeting),
        None,
    ]
    items = [make.item(meeting, f"議題その{n}について", number=str(n)) for n in range(1, 21)]
    for n in range(200):
        speaker = speakers[n % 5]
        label = speaker.name if speaker else ""
        make.turn(meeting, "\n".join(SENTENCES), label=label, speaker=speaker, item=items[n // 10])
    return meeting


@pytest.mark.slow
def test_home_and_results_are_light(client):
    build_archive(Size(municipalities=20, bodies=100, meetings=200, turns=10, speakers=100))
    index_everything()
    for path in ("/", "/search/?q=学校", "/search/?kind=speech", "/bodies/", "/speakers/"):
        assert markup_bytes(client.get(path).content.decode()) < MOST, path


def test_a_meeting_of_two_hundred_turns_is_light(client, long_meeting):
    index_everything()
    for query in ("", "?q=給食"):
        html = client.get(f"{long_meeting.get_absolute_url()}{query}").content.decode()
        assert html.count('class="turn-text"') == 200
        assert markup_bytes(html) < MOST, query


def test_the_weight_is_the_page_without_its_text():
    assert markup_bytes("<p>会議</p>") == len("<p></p>")
    assert markup_bytes("<script>ことば</script>") == len("<script>ことば</script>".encode())
