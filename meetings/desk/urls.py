"""The addresses of the desk, below /staff/."""

from django.urls import path

from .views import checking, filling, publishing, receiving, start, turns

app_name = "desk"

urlpatterns = [
    path("", start.start, name="start"),
    path("documents/", receiving.receive_documents, name="receive"),
    path("documents/<int:pk>/", receiving.waiting_document, name="waiting"),
    path("documents/<int:pk>/discard/", receiving.discard, name="discard"),
    path("meetings/<identifier:identifier>/", checking.check, name="check"),
    path("meetings/<identifier:identifier>/head/", checking.change_head, name="head"),
    path("meetings/<identifier:identifier>/text/", filling.fill, name="fill"),
    path("meetings/<identifier:identifier>/turns/", checking.change, name="change"),
    path("meetings/<identifier:identifier>/turns/<n:number>/", turns.turn, name="turn"),
    path("meetings/<identifier:identifier>/turns/<n:number>/split/", turns.split_turn, name="split"),
    path("meetings/<identifier:identifier>/turns/<n:number>/join/", turns.join_turn, name="join"),
    path("meetings/<identifier:identifier>/publish/", publishing.publish_meeting, name="publish"),
    path("meetings/<identifier:identifier>/pages/<n:number>.png", checking.page_image, name="page_image"),
]
