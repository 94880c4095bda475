"""The file of a handout is attached, replaced, and taken away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Self

from django.db import transaction
from django.utils import timezone

from meetings.importing.errors import UnreadableError
from meetings.importing.loader import HELD_BACK
from meetings.importing.readers import read
from meetings.models import Material, MaterialFile, MaterialPage
from meetings.search.material_pages import index_pages

CONCEALS = "{}。だれでも開けるファイルになるため、取り除いて保存し直してから付けてください"
LONGEST_NAME = 200
"""Characters of the name of a file that are kept, its end among them."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that somebody sends in for a handout, read."""

    name: str
    content: bytes
    format: str
    pages: tuple[str, ...]

    @classmethod
    def of(cls, content: bytes, name: str) -> Self:
        """Raises UnreadableError, with a sentence for the person, for what would be refused as minutes, and
        for what holds words that its author did not mean to be read."""
        source = read(content, name)
        for problem in source.problems:
            if problem.code in HELD_BACK:
                raise UnreadableError(CONCEALS.format(problem.message))
        pages = tuple(text.replace("\0", "") for text in source.page_texts())
        return cls(name[-LONGEST_NAME:], content, source.format, pages)


@transaction.atomic
def attach(material: Material, sent: ReadFile) -> MaterialFile:
    """Keep it as the file of the handout. One that was there is replaced, under the same address.

    The caller holds the meeting (`lock_for_save`): numbers are given out under that lock.
    """
    kept = MaterialFile.objects.filter(material=material).defer("content").first()
    if kept is None:
        number = MaterialFile.objects.next_number(material.meeting)
        kept = MaterialFile(meeting=material.meeting, material=material, number=number)
    kept.name, kept.format, kept.content = sent.name, sent.format, sent.content
    kept.sha256, kept.attached_at = hashlib.sha256(sent.content).hexdigest(), timezone.now()
    kept.save()
    kept.pages.all().delete()
    MaterialPage.objects.bulk_create(
        MaterialPage(file=kept, number=number, text=text) for number, text in enumerate(sent.pages, start=1)
    )
    index_pages(kept.pages.all())
    return kept


@transaction.atomic
def take_away(material: Material) -> None:
    """Take the handout's file away, if it has one; its address says so from then on."""
    for kept in MaterialFile.objects.filter(material=material).defer("content"):
        kept.take_away()
