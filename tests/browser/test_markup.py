"""The HTML of every sort of page, as vnu reads it."""

import pytest

from . import markup

pytestmark = pytest.mark.browser


@markup.needed
def test_vnu_finds_nothing_on_any_public_page(client, addresses):
    pages = {name: client.get(path).content.decode() for name, path in addresses.items()}
    assert markup.errors(pages) == {}


@markup.needed
def test_a_fault_is_found():
    head = "<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><title>会議</title></head>"
    pages = {
        "good": f"{head}<body><h1>会議</h1></body></html>",
        "bad": f"{head}<body><ul><p></ul></body></html>",
    }
    assert list(markup.errors(pages)) == ["bad"]
