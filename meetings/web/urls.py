"""The addresses of the pages (docs/ui.md lists what each shows), and the forms their parts may have."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from meetings.models.guide_page import ADDRESSES

from .citation_formats import FORMATS
from .views import (
    bodies,
    cards,
    discovery,
    error_report,
    history,
    home,
    items,
    meetings,
    municipalities,
    news,
    pages,
    search,
    speakers,
    styleguide,
    threads,
    turn_choice,
    turns,
    years,
)


class MeetingIdentifier(StringConverter):
    """The 21 characters that a meeting is known by."""

    regex = r"[0-9]{6}[0-9A-Z]{3}X[0-9]{11}"


class MunicipalityCode(StringConverter):
    """The six digits of a 全国地方公共団体コード."""

    regex = r"[0-9]{6}"


class CitationFormat(StringConverter):
    """The endings of the files that a citation is taken away as."""

    regex = "|".join(FORMATS)


class Counting(IntConverter):
    """1, 2, 3 … without leading zeros, so that each page has one address."""

    regex = r"[1-9][0-9]{0,8}"


class EditionName(StringConverter):
    """The day since when an edition of the minutes is public, or the first one where that is not known."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|first"


class NewsToken(StringConverter):
    """What a link of a mail carries: the key of a subscription, signed."""

    regex = r"[0-9]{1,18}:[A-Za-z0-9_-]{20,64}"


register_converter(NewsToken, "token")
register_converter(EditionName, "edition")
register_converter(MeetingIdentifier, "identifier")
register_converter(MunicipalityCode, "code")
register_converter(Counting, "n")
register_converter(CitationFormat, "citation")

app_name = "web"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search_page, name="search"),
    path("search/internal/", search.search_internal, name="search_internal"),
    path("search/materials/", search.search_materials, name="search_materials"),
    path("search/names.json", search.search_names, name="search_names"),
    path("search/results.csv", search.search_csv, name="search_csv"),
    path("search/feed/", search.search_feed, name="search_feed"),
    path("bodies/", bodies.body_list, name="bodies"),
    path("bodies/<slug:slug>/", bodies.body_detail, name="body"),
    path("bodies/<slug:slug>/coverage/", bodies.body_coverage, name="body_coverage"),
    path("bodies/<slug:slug>/figures/", bodies.body_figures, name="body_figures"),
    path("bodies/<slug:slug>/feed/", discovery.body_feed, name="body_feed"),
    path("bodies/<slug:slug>/calendar.ics", discovery.body_calendar, name="body_calendar"),
    path("meetings/<identifier:identifier>/", meetings.meeting_detail, name="meeting"),
    path("meetings/<identifier:identifier>/original/", meetings.meeting_original, name="original"),
    path(
        "meetings/<identifier:identifier>/materials/<n:number>/",
        meetings.material_file,
        name="material_file",
    ),
    path("meetings/<identifier:identifier>/<n:number>/", turns.turn_detail, name="turn"),
    path("meetings/<identifier:identifier>/items/<n:number>/", items.item_detail, name="item"),
    path(
        "meetings/<identifier:identifier>/items/<n:number>/citation.<citation:suffix>",
        items.item_citation,
        name="item_citation",
    ),
    path("meetings/<identifier:identifier>/history/", history.meeting_history, name="meeting_history"),
    path("meetings/<identifier:identifier>/history/<edition:name>.txt", history.edition_file, name="edition"),
    path("meetings/<identifier:identifier>/<n:number>/history/", history.turn_history, name="turn_history"),
    path("meetings/<identifier:identifier>/report/", error_report.report_error, name="report_meeting"),
    path(
        "meetings/<identifier:identifier>/<n:number>/report/", error_report.report_error, name="report_turn"
    ),
    path("meetings/<identifier:identifier>/<n:first>-<n:last>/", turns.turn_range, name="turn_range"),
    path(
        "meetings/<identifier:identifier>/citation.<citation:suffix>",
        meetings.meeting_citation,
        name="meeting_citation",
    ),
    path(
        "meetings/<identifier:identifier>/<n:number>/citation.<citation:suffix>",
        turns.turn_citation,
        name="turn_citation",
    ),
    path(
        "meetings/<identifier:identifier>/<n:first>-<n:last>/citation.<citation:suffix>",
        turns.range_citation,
        name="range_citation",
    ),
    path("meetings/<identifier:identifier>/card.png", cards.meeting_card, name="meeting_card"),
    path("meetings/<identifier:identifier>/<n:number>/card.png", cards.turn_card, name="turn_card"),
    path("turns/", turn_choice.turn_choice, name="turn_choice"),
    path("turns/citation.<citation:suffix>", turn_choice.turn_choice_citation, name="turn_choice_citation"),
    path("municipalities/", municipalities.municipality_list, name="municipalities"),
    path("municipalities/<code:code>/", municipalities.municipality_detail, name="municipality"),
    path("municipalities/<code:code>/feed/", discovery.municipality_feed, name="municipality_feed"),
    path(
        "municipalities/<code:code>/calendar.ics",
        discovery.municipality_calendar,
        name="municipality_calendar",
    ),
    path("speakers/", speakers.speaker_list, name="speakers"),
    path("speakers/<n:pk>/", speakers.speaker_detail, name="speaker"),
    path("speakers/<n:pk>/feed/", discovery.speaker_feed, name="speaker_feed"),
    path("threads/", threads.thread_list, name="threads"),
    path("threads/<n:pk>/", threads.thread_detail, name="thread"),
    path("news/", news.ask_for_news, name="news"),
    path("news/confirm/<token:token>/", news.confirm_news, name="news_confirm"),
    path("news/stop/<token:token>/", news.stop_news, name="news_stop"),
    path("help/", pages.help_page, name="help"),
    path("about/", pages.about, name="about"),
    path("data/", pages.data, name="data"),
    path("years/", years.year_list, name="years"),
    path("years/<n:year>/", years.year_detail, name="year"),
    *(
        path(address.removeprefix("/"), pages.guide, {"topic": topic}, name=topic.name.lower())
        for topic, address in ADDRESSES.items()
    ),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("feed/", discovery.feed, name="feed"),
    path("favicon.ico", discovery.favicon, name="favicon"),
    path("apple-touch-icon.png", discovery.touch_icon, name="touch_icon"),
    path("manifest.webmanifest", discovery.manifest, name="manifest"),
    path(".well-known/security.txt", discovery.security_txt, name="security_txt"),
    path("opensearch.xml", discovery.opensearch, name="opensearch"),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>-<n:number>.xml", discovery.sitemap, name="sitemap"),
]
