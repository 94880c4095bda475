"""The people at the desk."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories
from tests.admin.form_filling import CLERK_MAY, staff
from tests.admin.nouns import NOUNS


@pytest.fixture
def clerk(db: None) -> Client:
    """Somebody of the group 入力担当 of 潮見野市."""
    factories.municipality("潮見野市")
    return staff("clerk", CLERK_MAY)


@pytest.fixture
def chief(db: None) -> Client:
    """The superuser."""
    client = Client()
    client.force_login(User.objects.create_superuser("chief", password="x"))
    return client


@pytest.fixture
def onlooker(db: None) -> Client:
    """Staff who may look at everything and change nothing."""
    return staff("onlooker", {"view": NOUNS})
