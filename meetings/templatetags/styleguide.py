"""How the styleguide shows a part: by the template that the pages use."""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from meetings.web.styleguide import Example, State

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context: Context, example: Example, state: State) -> SafeString:
    """The part in that state."""
    return SafeString(render_to_string(example.template, {**state.context}, request=context["request"]))
