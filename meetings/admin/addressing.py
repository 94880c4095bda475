"""Moving a page without breaking the links that lead to it."""

from __future__ import annotations

from meetings.models import Body, FormerAddress


def move_body(body: Body, slug: str) -> None:
    """Give the body another address; every address it had before leads there (301)."""
    former = body.get_absolute_url()
    body.slug = slug
    body.save()
    current = body.get_absolute_url()
    FormerAddress.objects.filter(path=current).delete()
    FormerAddress.objects.filter(moved_to=former).update(moved_to=current)
    FormerAddress.objects.create(path=former, moved_to=current)


def is_given_out(path: str, moved_to: str) -> bool:
    """Whether links may exist that mean something else by this path than the page at `moved_to`."""
    return FormerAddress.objects.filter(path=path).exclude(moved_to=moved_to).exists()
