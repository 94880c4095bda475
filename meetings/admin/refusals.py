"""What the database refuses, in the clerk's words."""

from __future__ import annotations

from django.apps import apps
from django.db import IntegrityError

MEANWHILE = "ほかの人が同時に保存したため、保存できませんでした。もう一度「保存」を押してください。"

CHANGED_SINCE = (
    "この画面を開いたあとに、ほかの人が保存しました。このまま保存すると相手の直しが消えるため、"
    "保存していません。入力した内容を控えてから、このページを開き直してください。"
)


def explain_refusal(refusal: IntegrityError) -> str:
    """The violation message of the named constraint that refused, or that somebody else was quicker."""
    diagnosis = getattr(refusal.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_app_config("meetings").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return MEANWHILE
