"""The addresses of the desk, below /staff/."""

from django.urls import path

from .views import (
    alike,
    body_roster,
    checking,
    filling,
    login,
    login_settings,
    publishing,
    receiving,
    reports,
    speaker_identity,
    start,
    turns,
)

app_name = "desk"

urlpatterns = [
    path("", start.start, name="start"),
    path("login/code/", login.login_code, name="login_code"),
    path("login/app/", login_settings.login_app, name="login_app"),
    path("login/settings/", login_settings.login_settings, name="login_settings"),
    path("login/office/", login.office_login, name="office_login"),
    path("login/office/back/", login.office_back, name="office_back"),
    path("login/office/join/", login.office_join, name="office_join"),
    path("documents/", receiving.receive_documents, name="receive"),
    path("documents/<int:pk>/", receiving.waiting_document, name="waiting"),
    path("documents/<int:pk>/discard/", receiving.discard, name="discard"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.settle_report, name="settle_report"),
    path("meetings/<identifier:identifier>/", checking.check, name="check"),
    path("meetings/<identifier:identifier>/head/", checking.change_head, name="head"),
    path("meetings/<identifier:identifier>/text/", filling.fill, name="fill"),
    path("meetings/<identifier:identifier>/turns/", checking.change, name="change"),
    path("meetings/<identifier:identifier>/turns/<n:number>/", turns.turn, name="turn"),
    path("meetings/<identifier:identifier>/turns/<n:number>/split/", turns.split_turn, name="split"),
    path("meetings/<identifier:identifier>/turns/<n:number>/join/", turns.join_turn, name="join"),
    path("meetings/<identifier:identifier>/review/", publishing.review, name="review"),
    path("meetings/<identifier:identifier>/publish/", publishing.publish_meeting, name="publish"),
    path("meetings/<identifier:identifier>/pages/<n:number>.png", checking.page_image, name="page_image"),
    path("speakers/alike/", alike.alike_speakers, name="alike"),
    path("speakers/apart/", alike.tell_speakers_apart, name="tell_apart"),
    path("speakers/apart/<n:pk>/", alike.offer_again, name="offer_again"),
    path("speakers/merge/", speaker_identity.merge_speakers, name="merge"),
    path("speakers/<n:pk>/", speaker_identity.speaker, name="speaker"),
    path("speakers/<n:pk>/turns/", speaker_identity.hand_over_turns, name="hand_over"),
    path("bodies/<slug:slug>/roster/", body_roster.body_roster, name="roster"),
]
