"""The forms a citation is given in: a Japanese sentence, and files of BibTeX, RIS and CSL-JSON."""

import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from meetings.eras import era_year
from meetings.models import Meeting, Turn
from meetings.web.address import absolute
from meetings.web.citation import Citation, cite_meeting, cite_turn


def in_japanese(citation: Citation) -> str:
    """みのり県潮見野市、総合計画審議会「第3回会議」会議録、令和6年9月10日（2024-09-10）、会長、発言12、…"""
    kept = f"（{citation.reservation}）" if citation.reservation else ""
    minutes = f"{citation.body}「{citation.meeting}」{citation.called}"
    parts = [
        citation.municipality,
        minutes if citation.passage else f"{minutes}{kept}",
        _day_in_words(citation),
        citation.labels_joined,
        f"{citation.passage}{kept}" if citation.passage else "",
        citation.archive,
        citation.url,
    ]
    return f"{'、'.join(part for part in parts if part)}（参照 {citation.read_on.isoformat()}）"


QUOTED = 200
"""The most letters of a turn that a citation carries."""
_SENTENCE_ENDS = "。？！?!"


def quotation(text: str) -> str:
    """「給食費を…」: what a turn says, in one line; of a long one the first sentences, as far as they fit."""
    words = " ".join(text.split())
    if len(words) <= QUOTED:
        return f"「{words}」" if words else ""
    ends = max(words.rfind(sign, 0, QUOTED) for sign in _SENTENCE_ENDS)
    beginning = words[: ends + 1] if ends >= 0 else f"{words[:QUOTED].rstrip()}…"
    return f"「{beginning}（後略）」"


def _day_in_words(citation: Citation) -> str:
    day = citation.held_on
    return f"{era_year(day)}{day.month}月{day.day}日（{day.isoformat()}）" if day else ""


_BIBTEX_ESCAPES = str.maketrans(
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


def in_bibtex(*citations: Citation) -> str:
    """Entries @techreport, for LaTeX: a document of an institution, with or without an author."""
    return "\n".join(map(_bibtex_entry, citations))


def _bibtex_entry(citation: Citation) -> str:
    day = citation.held_on
    fields = {
        # braces within braces: a name is one name, and no letter of a title changes its case
        "author": " and ".join(f"{{{_bibtex_escaped(name)}}}" for name in citation.authors),
        "title": f"{{{_bibtex_escaped(citation.title)}}}",
        "institution": f"{{{_bibtex_escaped(citation.publisher)}}}",
        "series": _bibtex_escaped(citation.body),
        "type": "会議録",
        "number": _bibtex_escaped(citation.passage),
        "year": str(day.year) if day else "",
        "date": day.isoformat() if day else "",
        "note": citation.reservation,
        "language": "japanese",
        "url": citation.url,
        "urldate": citation.read_on.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{citation.key},", *lines, "}", ""])


def _bibtex_escaped(text: str) -> str:
    return text.translate(_BIBTEX_ESCAPES)


def in_ris(*citations: Citation) -> str:
    """Records RPRT (report) for EndNote, Mendeley, Zotero: one tag a line, lines ended by CR LF."""
    return "".join(map(_ris_record, citations))


def _ris_record(citation: Citation) -> str:
    day = citation.held_on
    fields = [
        ("TY", "RPRT"),
        *(("AU", name) for name in citation.authors),
        ("TI", citation.title),
        ("T2", citation.body),
        ("PB", citation.publisher),
        ("M3", "会議録"),
        ("SN", citation.passage),
        ("PY", str(day.year) if day else ""),
        ("DA", _ris_date(day) if day else ""),
        ("N1", citation.reservation),
        ("LA", "ja"),
        ("DP", citation.archive),
        ("UR", citation.url),
        ("Y2", _ris_date(citation.read_on)),
        ("AN", citation.key),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def _ris_date(day: datetime.date) -> str:
    """YYYY/MM/DD/ and, after the last slash, room for a note, which is left empty."""
    return f"{day:%Y/%m/%d}/"


def in_csl(*citations: Citation) -> str:
    """A list of items, by the schema of CSL 1.0, for Zotero and Pandoc."""
    return json.dumps(list(map(_csl_item, citations)), ensure_ascii=False, indent=2)


def _csl_item(citation: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "report",
        "title": citation.title,
        "genre": "会議録",
        "author": [{"literal": name} for name in citation.authors],
        "collection-title": citation.body,
        "publisher": citation.publisher,
        "number": citation.passage,
        "issued": _csl_date(citation.held_on) if citation.held_on else None,
        "note": citation.reservation,
        "language": "ja",
        "source": citation.archive,
        "URL": citation.url,
        "accessed": _csl_date(citation.read_on),
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a citation as a file."""

    suffix: str
    name: str
    content_type: str
    write: Callable[..., str]
    """One text of all citations that it is given."""


FORMATS = {
    each.suffix: each
    for each in (
        Format("bib", "BibTeX", "application/x-bibtex", in_bibtex),
        Format("ris", "RIS", "application/x-research-info-systems", in_ris),
        Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", in_csl),
    )
}
"""By the ending of their addresses (citation.bib)."""


@dataclass(frozen=True, slots=True)
class CitationFile:
    """One file that a page offers."""

    name: str
    content_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Share:
    """What a page offers to those who pass it on: its link, its citation, the citation as files."""

    citation: Citation
    meeting_url: str
    """The meeting's page; a link to a selected passage leads there."""
    path: str
    """The page's own; the files are below it."""
    quotation: str = ""
    """The words of a turn, in brackets; empty where the page shows more than one."""

    @property
    def sentence(self) -> str:
        return in_japanese(self.citation)

    @property
    def sentence_with_words(self) -> str:
        """「給食費を…」（みのり県潮見野市、…）; empty where there are no words to quote."""
        return f"{self.quotation}（{self.sentence}）" if self.quotation else ""

    @property
    def files(self) -> list[CitationFile]:
        return [
            CitationFile(each.name, each.content_type, f"{self.path}citation.{each.suffix}")
            for each in FORMATS.values()
        ]


def share_meeting(request: HttpRequest, meeting: Meeting) -> Share:
    """For the page of a whole meeting."""
    return share(request, meeting, meeting.get_absolute_url(), cite_meeting(request, meeting))


def share_turn(request: HttpRequest, meeting: Meeting, turn: Turn) -> Share:
    """For the page of a turn, whose words can be taken along."""
    shared = share(request, meeting, turn.get_absolute_url(), cite_turn(request, meeting, turn))
    return replace(shared, quotation=quotation(turn.text))


def share(request: HttpRequest, meeting: Meeting, path: str, citation: Citation) -> Share:
    """For the page at `path`, in or below that meeting."""
    return Share(citation, absolute(request, meeting.get_absolute_url()), path)


def citation_file(citation: Citation, suffix: str) -> HttpResponse:
    """The answer at the address of such a file."""
    return citations_file([citation], suffix, citation.key)


def citations_file(citations: Sequence[Citation], suffix: str, name: str) -> HttpResponse:
    """The same of several; `name` is what the file is called."""
    form = FORMATS[suffix]
    response = HttpResponse(form.write(*citations), content_type=f"{form.content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
