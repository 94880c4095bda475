"""The words of a page without its tags."""

import lxml.html


def words_of(html: str) -> str:
    return str(lxml.html.fromstring(html).text_content())
