import os

# ok: debug-enabled
DEBUG = os.environ.get("DJANGO_DEBUG", "") == "1"
INSTALLED_APPS = ["django.contrib.auth"]
if os.environ.get("DJANGO_ENV") == "local":
    # ok: debug-enabled
    DEBUG = True
