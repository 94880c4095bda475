"""The people who use the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from .form_filling import APPROVER_MAY, CLERK_MAY, staff
from .nouns import NOUNS


@pytest.fixture
def clerk(db: None) -> Client:
    """Somebody of the group 入力."""
    return staff("clerk", CLERK_MAY)


@pytest.fixture
def approver(db: None) -> Client:
    """Somebody of the group 承認."""
    return staff("approver", APPROVER_MAY)


@pytest.fixture
def onlooker(db: None) -> Client:
    """Staff who may look at everything and change nothing."""
    return staff("onlooker", {"view": NOUNS})


@pytest.fixture
def chief(db: None) -> Client:
    """The superuser."""
    client = Client()
    client.force_login(User.objects.create_superuser("chief", password="x"))
    return client
