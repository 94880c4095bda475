"""What the tests of the pages share."""

from collections.abc import Callable

import lxml.html
import pytest
from django.test import Client

Open = Callable[[str], lxml.html.HtmlElement]


@pytest.fixture
def open_page(client: Client, db: None) -> Open:
    """Open an address that must answer 200; gives the page's tree."""

    def opened(path: str) -> lxml.html.HtmlElement:
        response = client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return lxml.html.fromstring(response.content.decode())

    return opened
