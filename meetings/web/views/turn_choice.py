"""Turns chosen one by one, together on one page to print, and cited together."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Turn
from meetings.web.address import absolute
from meetings.web.citation import cite_turn
from meetings.web.citation_formats import FORMATS, CitationFile, citations_file, in_japanese
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.terms import Term
from meetings.web.transcript import Passage, levels_of, passage
from meetings.web.turn_choice import MOST_TURNS, TurnChoice, is_gone, read_choice


@dataclass(frozen=True, slots=True)
class ChosenTurn:
    """One of the turns, with its address in full and the choice without it."""

    passage: Passage
    url: str
    without_path: str
    is_gone: bool

    @property
    def turn(self) -> Turn:
        return self.passage.turn


@dataclass(frozen=True, kw_only=True)
class TurnChoicePage(Page):
    """The turns that were ticked."""

    turns: list[ChosenTurn]
    citations: list[str]
    files: list[CitationFile]
    levels: list[Term]
    notices: list[str]


@read_only
def turn_choice(request: HttpRequest) -> HttpResponse:
    choice = read_choice(request.GET)
    passages = [passage(turn) for turn in choice.turns]
    title = f"選んだ発言（{len(choice.turns)}件）" if choice.turns else "選んだ発言"
    page = TurnChoicePage(
        title=title,
        description="選んだ発言を、出典とともにまとめて表示します。",
        path=choice.path,
        crumbs=(Crumb("会議録をさがす", reverse("web:search")), Crumb("選んだ発言")),
        section="search",
        turns=[
            ChosenTurn(
                each,
                absolute(request, each.turn.get_absolute_url()),
                choice.path_without(each.turn),
                is_gone(each.turn),
            )
            for each in passages
        ],
        citations=[in_japanese(cite_turn(request, turn.meeting, turn)) for turn in choice.cited],
        files=[
            CitationFile(each.name, each.content_type, choice.path_of(choice.turns, each.suffix))
            for each in FORMATS.values()
        ]
        if choice.cited
        else [],
        levels=levels_of(each for each in passages if not is_gone(each.turn)),
        notices=_notices(choice),
    )
    is_nothing = choice.missing and not choice.turns
    return show(request, "meetings/choice.html", page, status=404 if is_nothing else 200)


@read_only
def turn_choice_citation(request: HttpRequest, suffix: str) -> HttpResponse:
    cited = read_choice(request.GET).cited
    if not cited:
        raise Http404
    citations = [cite_turn(request, turn.meeting, turn) for turn in cited]
    return citations_file(citations, suffix, name="chosen-turns")


def _notices(choice: TurnChoice) -> list[str]:
    notices = []
    if choice.is_cut:
        notices.append(f"一度に選べるのは{MOST_TURNS}件までです。先の{MOST_TURNS}件だけを表示しています。")
    if choice.missing:
        notices.append(
            f"選ばれた発言のうち{choice.missing}件は、公開している会議録に見つからないため、表示していません。"
        )
    return notices
