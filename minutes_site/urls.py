"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("meetings.web.urls")),
    path("staff/", include("meetings.desk.urls")),
    *([path("admin/", include("meetings.desk.password_urls"))] if settings.MAIL_IS_SENT else []),
    path("admin/", admin.site.urls),
]

handler400 = "meetings.web.views.errors.bad_request"
handler403 = "meetings.web.views.errors.forbidden"
handler404 = "meetings.web.views.errors.not_found"
handler500 = "meetings.web.views.errors.server_error"
