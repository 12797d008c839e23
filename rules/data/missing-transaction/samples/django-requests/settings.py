DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
ROOT_URLCONF = "views"
