"""A citation as an entry of BibTeX, for those who write with LaTeX; biblatex and Zotero read it too."""

from __future__ import annotations

from .citation import Citation

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # not \{ and \}: BibTeX counts braces before LaTeX sees the backslash
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)


def in_bibtex(citation: Citation) -> str:
    """@techreport: a document that an institution answers for, with or without an author."""
    day = citation.held_on
    fields = {
        # braces within braces: a name is one name, and no letter of a title changes its case
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in citation.authors),
        "title": f"{{{_escaped(citation.title)}}}",
        "institution": f"{{{_escaped(citation.publisher)}}}",
        "series": _escaped(citation.body),
        "type": "会議録",
        "number": citation.passage,
        "year": str(day.year) if day else "",
        "date": day.isoformat() if day else "",
        "note": citation.reservation,
        "language": "japanese",
        "url": citation.url,
        "urldate": citation.read_on.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{citation.key},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
