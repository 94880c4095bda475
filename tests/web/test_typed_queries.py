"""What people type, and what must come of it."""

import datetime

import pytest

from tests.bench.searching_misprints import import_demo
from tests.web.typed_queries import typed_queries

TODAY = datetime.date(2026, 6, 15)
"""The day on which 去年 is typed."""


def test_each_query_of_the_table_says_what_must_come():
    queries = typed_queries()
    assert len(queries) == len({query.query for query in queries}) >= 250
    assert all(query.names or query.found or query.not_found for query in queries)


@pytest.mark.slow
@pytest.mark.django_db
def test_what_people_type_leads_to_what_they_mean(client, monkeypatch):
    """But for those that the table says are open; of these none is answered rightly."""
    monkeypatch.setattr("meetings.search.query.dates.today", lambda: TODAY)
    import_demo()

    def ask(path):
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
        return (answer.redirect_chain[-1][0] if answer.redirect_chain else path), answer.content.decode()

    faults = {query.query: list(query.faults(ask)) for query in typed_queries()}
    wrong = {query: found for query, found in faults.items() if found}
    assert wrong.keys() == {query.query for query in typed_queries() if query.open}, wrong
