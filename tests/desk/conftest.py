"""The people at the desk."""

import pytest
from django.test import Client

from tests import factories
from tests.admin.conftest import approver, chief, onlooker
from tests.admin.form_filling import CLERK_MAY, staff

__all__ = ["approver", "chief", "clerk", "onlooker"]


@pytest.fixture
def clerk(db: None) -> Client:
    """Somebody of the group 入力 of 潮見野市."""
    factories.municipality("潮見野市")
    return staff("clerk", CLERK_MAY)
