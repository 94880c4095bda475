"""The guide pages' text: the words that come with the software, and Markdown made into HTML."""

from .drafts import BLANK, STANDARD, draft
from .markdown import to_html

__all__ = ["BLANK", "STANDARD", "draft", "to_html"]
