"""The first page of the admin."""

from django.test import Client


def test_the_nouns_are_in_the_order_a_clerk_meets_them(chief: Client) -> None:
    page = chief.get("/admin/").content.decode()
    nouns = ["自治体", "会議体", "会議", "議題", "発言", "発言者", "原本", "旧アドレス"]
    places = [page.index(f">{noun}</a>") for noun in nouns]
    assert places == sorted(places)
