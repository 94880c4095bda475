"""A label behind which nothing is printed has a page and a place like any turn."""

import pytest

from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db


def test_its_pages_answer(client):
    meeting = factories.meeting()
    factories.turn(meeting, "始めます。", label="会長")
    silent = factories.turn(meeting, "", label="事務局")
    index_meetings([meeting.pk])
    for path in (meeting.get_absolute_url(), silent.get_absolute_url(), "/feed/"):
        answer = client.get(path)
        assert answer.status_code == 200
    assert "事務局" in client.get(meeting.get_absolute_url()).content.decode()
