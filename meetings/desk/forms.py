"""The forms of the desk."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone

from meetings.form_fields import ClockField, DayField, number_typed
from meetings.models import AgendaItem, Body, IncomingDocument, Meeting, Speaker, Turn, TurnKind, WaitsFor
from meetings.models.assignment import Scope

from .rights import refusal_to_decide
from .speaker_choice import can_speak_at, describe_speaker

MOST_FILES = 20
MOST_BYTES = 60 << 20
"""Sent in at once, all files together."""


MOST_NAMES = 2_000
"""Of bodies, to complete from."""


def names_of_bodies(user: Any) -> list[str]:
    """What a form offers this person where a body's name is typed."""
    bodies = Scope.of(user).shown(Body.objects.all())
    return list(bodies.order_by("name").values_list("name", flat=True).distinct()[:MOST_NAMES])


class FilesWidget(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"一度に送れるファイルは{MOST_FILES}個までです（{len(files)}個あります）。"
            )
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            raise forms.ValidationError(f"一度に送れるのは、合わせて{MOST_BYTES >> 20}MBまでです。")
        return list(files)


class ReceiveForm(forms.Form):
    """Minutes are sent in: files, or a text that is pasted."""

    documents = FilesField(
        label="ファイル",
        required=False,
        widget=FilesWidget(attrs={"accept": ".txt,.html,.htm,.docx,.pdf"}),
        help_text="テキスト、HTML、Word（docx）、PDF。いくつでも一度に選べます（20個まで）。",
    )
    text = forms.CharField(
        label="または、本文を貼り付ける",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="会議名や開催日の書かれた、先頭の部分から貼り付けてください。",
    )
    body = forms.CharField(
        label="会議体の名称",
        required=False,
        widget=forms.TextInput(attrs={"list": "known-bodies"}),
        help_text="空欄なら文書から読み取ります。入力すると、文書の記載より優先します。",
    )
    municipality = forms.CharField(
        label="自治体", required=False, help_text="名称か団体コード。空欄なら文書から読み取ります。"
    )
    encoding = forms.ChoiceField(
        label="文字コード",
        required=False,
        choices=[("", "自動で判定"), ("utf-8", "UTF-8"), ("cp932", "シフトJIS"), ("euc_jp", "EUC-JP")],
        help_text="テキストとHTMLだけに使います。文字が化けたときに選び直してください。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("documents") and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError("ファイルを選ぶか、本文を貼り付けてください。")
        return cleaned


class TextForm(forms.Form):
    """The text of a meeting that has no turns yet."""

    text = forms.CharField(
        label="本文",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=(
            "全文を貼り付けるか、ここに書きます。「○会長　開会します。」のように、"
            "発言ごとに行を改め、発言者の表示から書き始めてください。"
        ),
    )


class AnswerForm(forms.Form):
    """What somebody answers to the question for which a document waits."""

    body = forms.CharField(
        label="会議体の名称", required=False, widget=forms.TextInput(attrs={"list": "known-bodies"})
    )
    municipality = forms.CharField(label="自治体（名称か団体コード）", required=False)
    answer = forms.ChoiceField(
        label="同じ会議ですか",
        required=False,
        widget=forms.RadioSelect,
        choices=[("same", "同じ会議です（開催日が訂正されました）"), ("another", "別の会議です")],
    )

    def __init__(self, waiting: IncomingDocument, data: Any = None) -> None:
        initial = {"body": waiting.body, "municipality": waiting.municipality}
        super().__init__(data, initial=initial)
        if waiting.waits_for != WaitsFor.ANSWER:
            del self.fields["answer"]
        else:
            self.fields["answer"].required = True
        if waiting.waits_for == WaitsFor.BODY:
            self.fields["body"].required = True


class HeadForm(forms.ModelForm[Meeting]):
    """What the head of the minutes tells, as fields."""

    class Meta:
        model = Meeting
        fields = [
            "title", "number", "date", "end_date", "start", "end", "place",
            "openness", "observers", "record_type", "visibility",
        ]  # fmt: skip
        field_classes = {"date": DayField, "end_date": DayField, "start": ClockField, "end": ClockField}
        widgets = dict.fromkeys(("date", "end_date", "start", "end"), forms.TextInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if refusal_to_decide(user, self.instance):
            del self.fields["visibility"]


class ScheduleForm(forms.Form):
    """When a meeting is to be public."""

    day = DayField(
        label="公開する日", widget=forms.TextInput, help_text="例：令和8年6月1日、R8.6.1、2026/6/1"
    )
    time = ClockField(label="時刻", widget=forms.TextInput, help_text="例：9時、午前8時半、17:00")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.at = timezone.make_aware(datetime.datetime.combine(cleaned["day"], cleaned["time"]))
            if self.at <= timezone.now():
                self.add_error("day", "過ぎた日時です。これからの日時を入力してください。")
        return cleaned


class SpeakerField(forms.ModelChoiceField["Speaker"]):
    def label_from_instance(self, obj: Any) -> str:
        return describe_speaker(obj)


class ItemField(forms.ModelChoiceField["AgendaItem"]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} {obj.title}".strip()


class TurnsForm(forms.Form):
    """Which turns, and what becomes of them. What is left empty stays as it is."""

    old_label = forms.ChoiceField(label="発言者の表示が", required=False)
    first = forms.IntegerField(label="番号（ここから）", required=False, min_value=1)
    last = forms.IntegerField(label="番号（ここまで）", required=False, min_value=1)
    label = forms.CharField(
        label="発言者の表示", required=False, widget=forms.TextInput(attrs={"list": "known-labels"})
    )
    speaker = SpeakerField(label="発言者", queryset=Speaker.objects.none(), required=False)
    remember = forms.BooleanField(label="次の会議録のために覚える", required=False)
    item = ItemField(label="議題", queryset=AgendaItem.objects.none(), required=False)
    without_item = forms.BooleanField(label="議題から外す", required=False)
    kind = forms.ChoiceField(label="種類", required=False, choices=[("", "そのまま"), *TurnKind.choices])

    def __init__(
        self, meeting: Meeting, labels: Sequence[str], data: Any = None, initial: Any = None, *, user: Any
    ) -> None:
        super().__init__(data, initial=initial)
        self.meeting = meeting
        typed = map(number_typed, data.getlist("turn") if data else ())
        self.ticked = [number for number in typed if number is not None]
        choice: Any = self.fields["old_label"]
        choice.choices = [("", "（選びません）"), *((label, label) for label in labels if label)]
        speaker: Any = self.fields["speaker"]
        speaker.queryset = (
            Speaker.objects.filter(can_speak_at(meeting))
            .filter(_known_here(meeting, user))
            .select_related("body", "municipality")
            .order_by("kana", "name")
            .distinct()
        )
        item: Any = self.fields["item"]
        item.queryset = meeting.agenda_items.order_by("position")
        for field in ("speaker", "item"):
            self.fields[field].empty_label = "そのまま"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        first, last = cleaned.get("first"), cleaned.get("last")
        if last is not None and first is None:
            self.add_error("first", "何番から直すかを入力してください。")
        elif first is not None and last is not None and last < first:
            self.add_error("last", "終わりの番号が、始めの番号より小さくなっています。")
        elif first is None and not cleaned.get("old_label") and not self.ticked:
            raise forms.ValidationError("どの発言を直すかを選んでください（印、表示、番号のどれか）。")
        if cleaned["remember"] and not (cleaned["label"] or cleaned["speaker"]):
            self.add_error("remember", "だれのことかを覚えます。新しい表示か、発言者も入力してください。")
        what = ("label", "speaker", "item", "without_item", "kind")
        if not self.errors and not any(cleaned.get(name) for name in what):
            raise forms.ValidationError("どう直すかを入力してください。")
        return cleaned

    def chosen(self) -> list[Turn]:
        """The turns meant: those ticked, those of the range, those of the label; withdrawn ones are left."""
        turns = self.meeting.turns.not_withdrawn().in_order()
        cleaned = self.cleaned_data
        wanted = turns
        if self.ticked:
            wanted = wanted.filter(number__in=self.ticked)
        if cleaned["first"] is not None:
            ends = turns.filter(number__in={cleaned["first"], cleaned["last"] or cleaned["first"]})
            places = sorted(turn.position for turn in ends)
            wanted = wanted.filter(position__range=(places[0], places[-1])) if places else wanted.none()
        if cleaned["old_label"]:
            wanted = wanted.filter(label=cleaned["old_label"])
        return list(wanted)


def _known_here(meeting: Meeting, user: Any) -> Q:
    """Of all speakers those who spoke in this body, and those of its municipality whom this person sees: a
    list one can read."""
    spoke = Speaker.objects.filter(turns__meeting__body=meeting.body_id).values("pk")
    owner = meeting.body.municipality_id
    if owner is None:
        return Q(pk__in=spoke)
    of_the_town = Scope.of(user).shown(Speaker.objects.filter(municipality=owner, kind="person"))
    return Q(pk__in=spoke) | Q(pk__in=of_the_town.values("pk"))
