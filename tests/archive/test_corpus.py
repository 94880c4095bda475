"""The real corpus beside the checkout, where there is one."""

from pathlib import Path

import pytest
from django.core.management import call_command

from meetings.models import Meeting, Turn


@pytest.mark.slow
@pytest.mark.django_db
def test_real_minutes_load_and_load_again_without_change(shared: Path) -> None:
    file = str(shared / "corpus" / "local.jsonl.xz")
    call_command("load_archive", file)
    assert (Meeting.objects.published().count(), Turn.objects.count()) == (12, 760)
    call_command("load_archive", file)
    assert (Meeting.objects.count(), Turn.objects.count()) == (12, 760)
