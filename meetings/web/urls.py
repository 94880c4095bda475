"""The addresses of the pages (docs/ui.md lists what each shows)."""

from django.urls import path, register_converter

from . import converters
from .views import bodies, home, meetings, municipalities, pages, search, search_downloads, speakers

register_converter(converters.MeetingIdentifier, "identifier")
register_converter(converters.MunicipalityCode, "code")
register_converter(converters.Counting, "n")

app_name = "web"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search_page, name="search"),
    path("search/results.csv", search_downloads.search_csv, name="search_csv"),
    path("search/feed/", search_downloads.search_feed, name="search_feed"),
    path("bodies/", bodies.body_list, name="bodies"),
    path("bodies/<slug:slug>/", bodies.body_detail, name="body"),
    path("meetings/<identifier:identifier>/", meetings.meeting_detail, name="meeting"),
    path("meetings/<identifier:identifier>/<n:number>/", meetings.turn_detail, name="turn"),
    path("municipalities/", municipalities.municipality_list, name="municipalities"),
    path("municipalities/<code:code>/", municipalities.municipality_detail, name="municipality"),
    path("speakers/", speakers.speaker_list, name="speakers"),
    path("speakers/<n:pk>/", speakers.speaker_detail, name="speaker"),
    path("help/", pages.help_page, name="help"),
    path("about/", pages.about, name="about"),
]
