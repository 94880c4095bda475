"""The groups of the staff (職員のグループ) that every archive begins with, and what each may do."""

from collections.abc import Mapping
from typing import Any

RECORD = (
    "body", "meeting", "unrecordedmeeting", "agendaitem", "thread", "threadentry", "attendance", "material",
    "turn", "speaker", "speakername", "membership",
)  # fmt: skip
"""The nouns that minutes are made of."""

_SITE = ("municipality", "formeraddress", "guidepage", "synonymgroup", "searchcheck")
_TAKEN_BACK = tuple(noun for noun in RECORD if noun not in {"body", "speaker"})
_SEEN = (*RECORD, "municipality", "sourcedocument", "formeraddress")
_CHANGES = ("correction", "version")

_READING = {"view": _SEEN, "read_internal": ("meeting",)}
_ENTERING = _READING | {
    "view": (*_SEEN, *_CHANGES),
    "add": RECORD,
    "change": (*RECORD, "sourcedocument"),
    "delete": _TAKEN_BACK,
}
_APPROVING = _ENTERING | {"publish": ("meeting",)}
_MANAGING = _APPROVING | {
    "view": (*_SEEN, *_CHANGES, *_SITE[2:], "searchrecord", "assignment", "subscription", "purge"),
    "add": (*RECORD, *_SITE, "assignment", "purge"),
    "change": (*RECORD, *_SITE, "sourcedocument", "assignment"),
    "delete": (*RECORD, *_SITE, "searchrecord", "assignment", "subscription"),
    "set_rules_of": ("body",),
}

STAFF_GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "閲覧": _READING,
    "入力": _ENTERING,
    "承認": _APPROVING,
    "管理": _MANAGING,
}
"""By group, the acts and the nouns that they are allowed on. Each holds what the one before it holds."""

ACCOUNTS = (
    ("auth", "add_user"),
    ("auth", "change_user"),
    ("auth", "view_user"),
    ("auth", "view_group"),
    ("axes", "view_accessfailurelog"),
)
"""What 管理 may do with accounts; what nobody but a superuser may, says `meetings/admin/account.py`."""

OWN_ACTS = {
    "publish_meeting": "公開と取消",
    "read_internal_meeting": "庁内のみの会議録を読む",
    "set_rules_of_body": "公開のきまりの変更",
}
"""Rights beyond add, change, delete and view, with their names."""


def own_acts(noun: str) -> tuple[tuple[str, str], ...]:
    """The rights of that noun beyond Django's own, as its Meta.permissions wants them."""
    return tuple((code, name) for code, name in OWN_ACTS.items() if code.endswith(f"_{noun}"))


def make_groups(group: Any, permission: Any, content_type: Any) -> None:
    """Make the groups, or give them what they lack; the arguments are the models, as a migration has them.

    A migration runs before Django has made the permissions: what is missing is made here, as it would be.
    """
    for name, allowed in STAFF_GROUPS.items():
        made, _ = group.objects.get_or_create(name=name)
        wanted = [
            ("meetings", noun, f"{act}_{noun}") for act, nouns in allowed.items() for noun in set(nouns)
        ]
        if name == "管理":
            wanted += [(app, code.partition("_")[2], code) for app, code in ACCOUNTS]
        for app, noun, code in wanted:
            kind, _ = content_type.objects.get_or_create(app_label=app, model=noun)
            named = OWN_ACTS.get(code, f"Can {code.partition('_')[0]} {noun}")
            right, _ = permission.objects.get_or_create(
                content_type=kind, codename=code, defaults={"name": named}
            )
            made.permissions.add(right)
