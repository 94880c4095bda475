"""うちの市: the municipality that a reader is at, which the ways from page to page keep in the address."""

from django.db.models import Model
from django.http import HttpRequest

from meetings.models import AgendaItem, Body, Meeting, Municipality, Turn


def chosen_town(request: HttpRequest) -> Municipality | None:
    """The municipality that the address chooses; None where it names none that visitors know."""
    code = request.GET.get("municipality", "")
    if not (code.isascii() and code.isdecimal()):
        return None
    return Municipality.objects.with_minutes().filter(code=code).first()


def town_of(record: Model | None) -> Municipality | None:
    """Whose the record is that a page shows to visitors."""
    match record:
        case Municipality():
            return record
        case Body():
            return record.municipality
        case Meeting():
            return record.body.municipality if record.is_public else None
        case Turn() | AgendaItem():
            return town_of(record.meeting)
    return None
