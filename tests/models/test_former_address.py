"""What is kept of the addresses that pages had."""

import pytest

from meetings.models import FormerAddress

pytestmark = pytest.mark.django_db


def kept() -> dict[str, tuple[str, str]]:
    return {row.path: (row.moved_to, row.reason) for row in FormerAddress.objects.all()}


def test_every_earlier_address_leads_to_the_present_one() -> None:
    FormerAddress.objects.leave("/bodies/a/", moved_to="/bodies/b/")
    FormerAddress.objects.leave("/bodies/b/", moved_to="/bodies/c/")
    assert kept() == {"/bodies/a/": ("/bodies/c/", ""), "/bodies/b/": ("/bodies/c/", "")}


def test_an_address_taken_again_is_no_former_one() -> None:
    FormerAddress.objects.leave("/bodies/a/", moved_to="/bodies/b/")
    FormerAddress.objects.leave("/bodies/b/", moved_to="/bodies/a/")
    assert kept() == {"/bodies/b/": ("/bodies/a/", "")}


def test_what_led_to_a_page_that_is_gone_says_why() -> None:
    FormerAddress.objects.leave("/threads/1/", moved_to="/threads/2/")
    FormerAddress.objects.leave("/threads/2/", reason="取り消されたため")
    gone = ("", "取り消されたため")
    assert kept() == {"/threads/1/": gone, "/threads/2/": gone}
