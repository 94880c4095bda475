"""Filling in an admin form as a browser would: what the page shows is sent back, with what was typed."""

import re
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

CLERK_MAY = {
    "add change view": [
        "body",
        "meeting",
        "unrecordedmeeting",
        "agendaitem",
        "thread",
        "threadentry",
        "attendance",
        "material",
        "turn",
        "speaker",
        "speakername",
        "membership",
    ],
    "delete": [
        "meeting",
        "unrecordedmeeting",
        "agendaitem",
        "thread",
        "threadentry",
        "attendance",
        "material",
        "turn",
        "speakername",
        "membership",
    ],
    "change": ["sourcedocument"],
    "view": ["municipality", "sourcedocument", "formeraddress"],
}
"""What docs/data_entry.md gives to the group 入力担当."""


def permissions(allowed: dict[str, list[str]]) -> list[Permission]:
    names = [f"{act}_{noun}" for acts, nouns in allowed.items() for act in acts.split() for noun in nouns]
    found = list(Permission.objects.filter(content_type__app_label="meetings", codename__in=names))
    assert len(found) == len(names)
    return found


def staff(name: str, allowed: dict[str, list[str]]) -> Client:
    """The browser of a logged-in member of staff with those rights."""
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(permissions(allowed))
    client = Client()
    client.force_login(user)
    return client


def shown(response: Any, added: int = 0) -> dict[str, str]:
    """Every field of the form on the page, as the browser would send it untouched.

    `added` rows more at the end of each table, as 「追加」 makes them from the empty one.
    """
    data = _values(response.context["adminform"].form) | _hidden(response)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        for form in (formset.management_form, *formset.forms):
            data |= _values(form)
        total = formset.total_form_count()
        data[f"{formset.prefix}-TOTAL_FORMS"] = str(total + added)
        for n in range(total, total + added):
            empty = _values(formset.empty_form)
            data |= {name.replace("__prefix__", str(n)): value for name, value in empty.items()}
    return data


def _hidden(response: Any) -> dict[str, str]:
    """What the page itself remembers, which is no field of the form."""
    found = re.search(r'<input type="hidden" name="seen" value="(\w[^"]*)">', response.content.decode())
    return {"seen": found[1]} if found else {}


def _values(form: Any) -> dict[str, str]:
    data = {}
    for bound in form:
        value = bound.value()
        if value is True:
            data[bound.html_name] = "on"
        elif value is not None and value is not False:
            data[bound.html_name] = str(bound.field.prepare_value(value))
        if bound.field.show_hidden_initial:
            data[bound.html_initial_name] = data.get(bound.html_name, "")
    return data


def submit(client: Client, address: str, typed: dict[str, Any] | None = None, **fields: Any) -> Any:
    """Open the form at `address`, type, press 保存; returns the answer (the form again if it was refused)."""
    page = client.get(address)
    assert page.status_code == 200, page
    entered = {key: str(value) for key, value in {**(typed or {}), **fields}.items()}
    return client.post(address, shown(page, added=2) | entered | {"_save": "保存"})


def messages(response: Any) -> str:
    """Everything the answered form complains of, as one text."""
    if response.status_code != 200:
        return ""
    context = response.context
    errors = [str(context["adminform"].form.errors)]
    for inline in context["inline_admin_formsets"]:
        errors += [str(inline.formset.errors), str(inline.formset.non_form_errors())]
    return "\n".join(errors)


def rows(prefix: str, start: int = 0, **columns: list[Any]) -> dict[str, Any]:
    """Cells of a table on the page: rows("turns", label=["会長", "委員"]) fills its first two rows."""
    return {
        f"{prefix}-{start + n}-{column}": value
        for column, values in columns.items()
        for n, value in enumerate(values)
        if value is not None
    }


def address(noun: str, row: Any = None, act: str = "change") -> str:
    """/admin/… of a row, or of the form for a new one."""
    return f"/admin/meetings/{noun}/add/" if row is None else f"/admin/meetings/{noun}/{row.pk}/{act}/"
