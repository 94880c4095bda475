"""The forms that cut lists down; they speak GET, so that what they show has an address."""

from __future__ import annotations

import django_filters

from meetings.models import Municipality, Speaker, SpeakerKind
from meetings.models.speaker import SpeakerQuerySet

ROWS = (
    ("ア", "ァ-オヴ"),
    ("カ", "カ-ゴ"),
    ("サ", "サ-ゾ"),
    ("タ", "タ-ド"),
    ("ナ", "ナ-ノ"),
    ("ハ", "ハ-ポ"),
    ("マ", "マ-モ"),
    ("ヤ", "ャ-ヨ"),
    ("ラ", "ラ-ロ"),
    ("ワ", "ヮ-ン"),
    ("なし", ""),
)
"""五十音: a row's name and the letters that begin its readings; the last is for those without a reading."""


class SpeakerFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Speakers by municipality, by rung of the ladder, and by the first letter of their reading."""

    municipality = django_filters.ModelChoiceFilter(
        label="自治体",
        queryset=lambda request: Municipality.objects.with_speakers().in_official_order(),
        to_field_name="code",
        method="of_municipality",
        empty_label="すべての自治体",
    )
    kind = django_filters.ChoiceFilter(
        label="記録から分かること",
        choices=[(kind, kind.label) for kind in SpeakerKind if kind != SpeakerKind.ANONYMOUS],
        empty_label="氏名・役職・団体すべて",
    )
    row = django_filters.ChoiceFilter(
        label="よみ",
        choices=[(name, name) for name, _ in ROWS],
        method="in_row",
        empty_label="すべて",
    )

    class Meta:
        model = Speaker
        fields = ("municipality", "kind", "row")

    def of_municipality(self, speakers: SpeakerQuerySet, name: str, chosen: Municipality) -> SpeakerQuerySet:
        return speakers.of_municipality(chosen)

    def in_row(self, speakers: SpeakerQuerySet, name: str, row: str) -> SpeakerQuerySet:
        return speakers.in_row(dict(ROWS)[row])
