"""The words that come with the software: a draft for each guide page, in a file beside this one.

A draft says what holds of the software. What only the operator can know is left open, and says so.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from django.conf import settings

from meetings.models import GuideTopic

STANDARD = "JIS X 8341-3:2016"
"""The standard that public bodies in Japan are asked to meet, by the name and year it is in force under."""

BLANK = "【運営者が記入します】"
"""Stands where only the operator knows what to write."""


def draft(topic: GuideTopic) -> str:
    """The draft, in Markdown."""
    return Template(_words(topic)).substitute(site_name=settings.SITE_NAME, standard=STANDARD, blank=BLANK)


@cache
def _words(topic: GuideTopic) -> str:
    return (Path(__file__).parent / f"{topic.value}.md").read_text(encoding="utf-8")
