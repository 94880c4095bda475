"""The entry point for gunicorn: `gunicorn minutes_site.wsgi`. The development server comes by here too."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")
application = get_wsgi_application()

# before gunicorn makes its workers, who share what is loaded here (preload_app)
for prepare in settings.PREPARATIONS:
    import_string(prepare)()
