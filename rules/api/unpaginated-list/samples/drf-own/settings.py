ROOT_URLCONF = "own.urls"
INSTALLED_APPS = ["django.contrib.auth", "rest_framework", "own"]
