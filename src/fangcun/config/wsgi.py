"""The site as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangcun.config.settings")

application = get_wsgi_application()

# What stands now stays as long as the process: it need not be looked through for waste again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
