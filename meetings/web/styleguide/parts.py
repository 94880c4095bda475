"""Every part that has an example, in the order of the page."""

from __future__ import annotations

from . import body_parts, components, ground, lineage_parts, meeting_parts, search_parts
from .example import Chapter


def chapters() -> list[Chapter]:
    """Made anew for each reading of the page: what a part draws may be changed by drawing it."""
    return [
        Chapter(
            "どのページにもあるもの",
            [
                ground.headings(),
                ground.running_text(),
                ground.buttons(),
                ground.notices(),
                ground.form_error(),
                ground.empty_states(),
                ground.choices(),
                ground.tables(),
            ],
        ),
        Chapter(
            "共通の部品",
            [
                components.mark(),
                components.breadcrumb(),
                components.search_box(),
                components.badge(),
                components.meeting_row(),
                components.body_row(),
                components.turn_row(),
                components.range_of_list(),
                components.pager(),
                components.chart(),
                components.measure(),
            ],
        ),
        Chapter(
            "会議のページ",
            [
                meeting_parts.glance(),
                meeting_parts.facts(),
                meeting_parts.annexes(),
                meeting_parts.outline(),
                meeting_parts.legend(),
                meeting_parts.heading(),
                meeting_parts.turn(),
                meeting_parts.neighbour(),
                meeting_parts.marks(),
                meeting_parts.beside(),
                meeting_parts.share(),
                meeting_parts.range_form(),
            ],
        ),
        Chapter(
            "収録状況と数で見るページ",
            [body_parts.missing(), body_parts.speakers(), body_parts.attendance()],
        ),
        Chapter(
            "検索のページ",
            [
                search_parts.chips(),
                search_parts.switches(),
                search_parts.spellings(),
                search_parts.facet(),
                search_parts.hit(),
                search_parts.titled(),
                search_parts.absence(),
                search_parts.examples(),
                search_parts.takeaway(),
            ],
        ),
        Chapter(
            "つながりのページ",
            [lineage_parts.thread_row(), lineage_parts.timeline_entry(), lineage_parts.names()],
        ),
    ]
