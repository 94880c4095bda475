"""What only the database can see, in the words of the constraint that refused it."""

from django.apps import apps
from django.db import IntegrityError

SAVED_AT_ONCE = "ほかの人が同時に保存したため、保存できませんでした。もう一度「保存」を押してください。"


def explain_refusal(refusal: IntegrityError) -> str:
    """The message of the named constraint that refused; without one, that somebody else was quicker."""
    diagnosis = getattr(refusal.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_app_config("meetings").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return SAVED_AT_ONCE
