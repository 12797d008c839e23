import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ["SECRET_KEY"]
# ruleid: debug-enabled
DEBUG = True
ALLOWED_HOSTS = ["blog.example.com"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.sessions"]
ROOT_URLCONF = "blog.urls"
