"""The site for gunicorn without collectstatic: templates name static files as they are in the checkout."""

from django.conf import settings

settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}

from minutes_site.wsgi import application  # noqa: E402 (the templates are loaded with it)

__all__ = ["application"]
