"""Why somebody does what is kept for good: asked alike wherever it is asked."""

from django import forms

LONGEST_REASON = 300


def reason_field(label: str, help_text: str) -> forms.CharField:
    """The field, which nobody leaves empty."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=help_text,
    )
