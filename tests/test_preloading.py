"""A server has loaded what its pages need before the first reader comes."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.template.loaders import base as loaders
from django.test import Client
from django.utils.module_loading import import_string

from minutes_site.preloading import load_pages


def test_a_server_loads_its_pages_when_it_starts() -> None:
    assert load_pages in map(import_string, settings.PREPARATIONS)


@pytest.mark.django_db
def test_no_reader_waits_for_a_template(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    load_pages()
    monkeypatch.delattr(loaders, "Template")
    assert client.get("/help/").status_code == 200
    assert client.get("/nothing/").status_code == 404


def test_no_reader_waits_for_the_views() -> None:
    loading = (
        "import sys, django; django.setup(); from minutes_site.preloading import load_pages;"
        " page = 'meetings.web.views.meetings'; assert page not in sys.modules;"
        " load_pages(); assert page in sys.modules"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
    subprocess.run([sys.executable, "-c", loading], env=environment, check=True)
