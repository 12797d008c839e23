ROOT_URLCONF = "shop.urls"
# ruleid: missing-security-headers
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
]
