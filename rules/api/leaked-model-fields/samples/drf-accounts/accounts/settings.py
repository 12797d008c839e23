ROOT_URLCONF = "accounts.urls"
INSTALLED_APPS = ["rest_framework", "accounts"]
AUTH_USER_MODEL = "accounts.Member"
