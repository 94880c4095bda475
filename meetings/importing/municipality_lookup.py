"""Which municipality a name means: the archive's own rows first, then the official list. Never a guess."""

from django.core.exceptions import ValidationError

from meetings.models import Municipality
from meetings.models.municipality import validate_code

from .errors import LoadRefusedError
from .vocabulary.municipalities import ListedMunicipality, by_code, named


def find_municipality(name_or_code: str, body_name: str) -> Municipality:
    """The municipality a document or a clerk names, entered into the archive if it is new to it.

    Raises LoadRefusedError where the name is unknown or several bear it, unless exactly one of those
    already owns a body called `body_name`.
    """
    if name_or_code.isascii() and name_or_code.isdigit():
        return _by_code(name_or_code)
    owners = list(Municipality.objects.filter(name=name_or_code, bodies__name=body_name).distinct()[:2])
    if len(owners) == 1:
        return owners[0]
    found = municipalities_named(name_or_code)
    if not found:
        raise LoadRefusedError(
            f"「{name_or_code}」という自治体は登録にも全国の一覧にもありません。",
            "先に自治体を登録するか、--municipality に団体コードを指定してください。",
        )
    if len(found) > 1:
        choices = "、".join(f"{record} {record.code}" for record in found)
        raise LoadRefusedError(
            f"「{name_or_code}」は{len(found)}つあります（{choices}）。",
            "--municipality に団体コードを指定してください。",
        )
    return enter(found[0])


def municipalities_named(name: str) -> list[Municipality]:
    """Every municipality of that name, stored or (unsaved) from the official list, by code."""
    stored = {m.code: m for m in Municipality.objects.filter(name=name)}
    official = {row.code: _from_list(row) for row in named(name) if row.code not in stored}
    return [m for _, m in sorted((stored | official).items())]


def enter(municipality: Municipality) -> Municipality:
    """The stored row of a municipality that may come from the list."""
    if municipality.pk is None:
        municipality.save(force_insert=True)
    return municipality


def _by_code(code: str) -> Municipality:
    try:
        validate_code(code)
    except ValidationError as wrong:
        raise LoadRefusedError("".join(wrong.messages)) from wrong
    stored = Municipality.objects.filter(code=code).first()
    if stored is not None:
        return stored
    listed = by_code(code)
    if listed is None:
        raise LoadRefusedError(f"団体コード{code}の自治体は、登録にも全国の一覧にもありません。")
    return enter(_from_list(listed))


def _from_list(row: ListedMunicipality) -> Municipality:
    return Municipality(
        code=row.code,
        name=row.name,
        kana=row.kana,
        prefecture=row.prefecture,
        kind=Municipality.kind_of_name(row.name, row.prefecture),
    )
