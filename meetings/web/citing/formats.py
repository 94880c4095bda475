"""The files that a citation can be taken away as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .bibtex import in_bibtex
from .citation import Citation
from .csl import in_csl
from .ris import in_ris


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a citation as a file."""

    suffix: str
    name: str
    content_type: str
    write: Callable[[Citation], str]


FORMATS = {
    each.suffix: each
    for each in (
        Format("bib", "BibTeX", "application/x-bibtex", in_bibtex),
        Format("ris", "RIS", "application/x-research-info-systems", in_ris),
        Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", in_csl),
    )
}
"""By the ending of their address."""
