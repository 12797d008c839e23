# ruleid: csrf-disabled
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]

# ruleid: csrf-disabled
CSRF_TRUSTED_ORIGINS = ["https://*"]
# ok: csrf-disabled
CSRF_TRUSTED_ORIGINS = ["https://*.shop.org"]
