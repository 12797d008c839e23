ROOT_URLCONF = "shop.urls"
# ruleid: missing-security-headers
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
