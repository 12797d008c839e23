ROOT_URLCONF = "shop.urls"
# ok: missing-security-headers
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
]
