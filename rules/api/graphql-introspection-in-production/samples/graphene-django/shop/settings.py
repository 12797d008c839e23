import os

ROOT_URLCONF = "shop.urls"
DEBUG = os.environ.get("DEBUG") == "1"
