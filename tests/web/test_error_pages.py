"""The pages for failures: in Japanese, with ways on, and the one for 500 asking nothing of the database."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import RequestFactory

from meetings.web.views import errors

WAYS_ON = ('action="/search/"', 'href="/bodies/"', 'href="/municipalities/"', 'href="/speakers/"')


@pytest.fixture
def request_(rf: RequestFactory):
    return rf.get("/somewhere/")


def test_500_is_drawn_without_the_database(request_):
    # no db fixture: pytest-django refuses every query here
    response = errors.server_error(request_)
    assert response.status_code == 500
    html = response.content.decode()
    assert "しばらくたってからお試しください" in html
    assert all(way in html for way in WAYS_ON)


@pytest.mark.parametrize(
    ("view", "arguments", "status", "words"),
    [
        (errors.bad_request, (SuspiciousOperation(),), 400, "読み取れません"),
        (errors.forbidden, (PermissionDenied(),), 403, "このページは見られません"),
        (errors.csrf_failure, ("reason",), 403, "送信を確認できませんでした"),
    ],
)
def test_each_says_what_happened_and_where_to_go(request_, view, arguments, status, words):
    response = view(request_, *arguments)
    assert response.status_code == status
    html = response.content.decode()
    assert words in html
    assert html.count("<h1>") == 1
    assert all(way in html for way in WAYS_ON)


@pytest.mark.django_db
def test_404_offers_the_search_box(client):
    html = client.get("/nothing/").content.decode()
    assert all(way in html for way in WAYS_ON)
