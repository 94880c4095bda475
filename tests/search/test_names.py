"""Names in memory: read before the first reader comes, and again when one of them changes."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from meetings.models import SpeakerName
from meetings.search.names import current_names, index
from meetings.search.names.name_keys import name_key
from meetings.search.names.titles import without_title
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_connection(monkeypatch):
    monkeypatch.setattr(index.connection, "close", lambda: None)  # the test goes on with it


def test_a_server_reads_the_names_when_it_starts(open_connection):
    assert index.warm_up in map(import_string, settings.PREPARATIONS)
    make.municipality("朝凪市")
    index.warm_up()
    with CaptureQueriesContext(connection) as queries:
        assert "朝凪市" in current_names().bearers
    assert len(queries) == 1


def test_a_server_without_a_database_starts_all_the_same(open_connection, monkeypatch, caplog):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(index, "current_names", refuse)
    index.warm_up()
    assert "名称を読み込めませんでした" in caplog.text


@pytest.mark.django_db(transaction=True)  # within one, there is no mark to ask first
def test_names_are_read_again_only_where_one_changed():
    town, other = make.municipality("朝凪市"), make.municipality("夕凪市")
    body = make.body("公園会議", town)
    person = make.speaker("佐倉 清夫", municipality=town)
    spelling = SpeakerName.objects.create(speaker=person, body=body, name="佐倉清雄")
    before = current_names()
    make.speaker("委員", "anonymous", meeting=make.meeting(body))
    assert current_names() is before
    for row, field, value in [
        (town, "name", "朝霧市"),
        (town, "kana", "アサギリシ"),
        (town, "prefecture", "はるか県"),
        (body, "name", "広場会議"),
        (body, "kana", "ヒロバカイギ"),
        (body, "municipality", other),
        (person, "name", "佐倉 夏夫"),
        (person, "kana", "サクラ ナツオ"),
        (person, "municipality", other),
        (person, "kind", "organisation"),
        (spelling, "name", "佐倉夏雄"),
        (spelling, "speaker", make.speaker("青柳 薫")),
        (spelling, "body", make.body("駅前会議")),
    ]:
        before = current_names()
        setattr(row, field, value)
        row.save()
        assert current_names() is not before, (row, field)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("佐倉会長", "佐倉"),
        ("佐倉様", "佐倉"),
        ("佐倉副委員長さん", "佐倉"),
        ("会長", "会長"),
        ("佐倉", "佐倉"),
        ("佐倉委員会", "佐倉委員会"),
    ],
)
def test_titles_behind_a_name_are_set_aside(name, bare):
    assert without_title(name_key(name)) == name_key(bare)
