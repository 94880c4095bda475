"""Text from documents is text, whatever it looks like."""

import pytest

from tests import factories as make
from tests.web.index import index_everything
from tests.web.walk import walk

pytestmark = pytest.mark.django_db

HOSTILE = """<script>alert('x')</script>"&amp;{{ 7|add:7 }}"""


@pytest.mark.slow
def test_nothing_from_a_document_becomes_markup(client):
    town = make.municipality(f"{HOSTILE[:40]}市")
    body = make.body(HOSTILE, town, about=HOSTILE, department=HOSTILE)
    meeting = make.meeting(
        body,
        title=HOSTILE,
        place=HOSTILE,
        attendees=HOSTILE,
        openness_reason=HOSTILE,
        printed_header=[[HOSTILE, HOSTILE]],
    )
    speaker = make.speaker(HOSTILE, kana=HOSTILE, municipality=town)
    item = make.item(meeting, HOSTILE, number=HOSTILE[:20], outcome=HOSTILE)
    make.attendance(meeting, HOSTILE)
    make.material(meeting, HOSTILE)
    make.turn(
        meeting,
        HOSTILE,
        label=HOSTILE,
        affiliation=f"所属{HOSTILE}",
        speaker=speaker,
        municipality=town,
        item=item,
    )
    make.withdrawn_turn(meeting, "x", reason=HOSTILE)
    index_everything()
    pages = walk(client)
    for query in (HOSTILE, "alert", '"<script>"', "<b>x</b>"):
        for layout in ("", "speaker", "meeting"):
            answer = client.get("/search/", {"q": query, "group": layout, "around": "1", "body": HOSTILE})
            pages[f"{layout} of {query}"] = answer.content.decode()
    pages["marked"] = client.get(meeting.get_absolute_url(), {"q": "alert"}).content.decode()
    assert "<mark" in pages["marked"]
    assert "<mark" in client.get("/search/", {"q": "alert"}).content.decode()
    for path, html in pages.items():
        assert "<script>" not in html, path
    assert "&lt;script&gt;" in pages[meeting.get_absolute_url()]
    assert "{{ 7|add:7 }}" in pages[meeting.get_absolute_url()]
