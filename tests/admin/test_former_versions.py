"""変更の記録: which nouns it has, and that a person can read what a row said."""

import pytest
from django.apps import apps
from django.test import Client

from meetings.models import Turn, Version
from meetings.models.former_version import KEPT
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "/admin/meetings/version/"


def page_of(client: Client, version: Version) -> str:
    return str(client.get(f"{LIST}{version.pk}/change/").content.decode())


def test_the_filter_names_what_has_versions_alone(clerk: Client) -> None:
    [filters] = [
        spec for spec in clerk.get(LIST).context["cl"].filter_specs if spec.__class__.__name__ == "NounFilter"
    ]
    names = [str(apps.get_model("meetings", noun)._meta.verbose_name) for noun in KEPT]
    assert [name for _, name in filters.lookup_choices] == names
    assert "同義語" not in names
    for noun in (*KEPT, "nothing"):
        assert clerk.get(f"{LIST}?noun={noun}").status_code == 200


def test_a_version_says_of_which_row_it_is(clerk: Client) -> None:
    speaker = factories.speaker("若葉 薫")
    type(speaker).objects.update(kana="ワカバ カオル")
    page = page_of(clerk, Version.objects.get())
    assert "若葉 薫" in page
    speaker.delete()
    assert "（いまはありません）" in page_of(clerk, Version.objects.earliest("pk"))


def test_a_reference_is_named_and_not_numbered(clerk: Client) -> None:
    turn = factories.turn(factories.meeting(), speaker=factories.speaker("若葉 薫"))
    Turn.objects.filter(pk=turn.pk).update(speaker=factories.speaker("緑川 直"))
    page = page_of(clerk, Version.objects.get(noun="turn"))
    assert "<dd>若葉 薫</dd>" in page


def test_a_noun_that_is_no_more_is_shown_all_the_same(clerk: Client) -> None:
    version = Version.objects.create(noun="oldnoun", row=1, deleted=False, said={"speaker_id": 7})
    assert "speaker_id" in page_of(clerk, version)
