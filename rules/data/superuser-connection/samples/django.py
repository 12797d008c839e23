import os

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["DB_HOST"],
        "NAME": "shop",
        # ruleid: superuser-connection
        "USER": "postgres",
        "PASSWORD": os.environ["DB_PASSWORD"],
    },
    "reports": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["DB_HOST"],
        "NAME": "reports",
        # ok: superuser-connection
        "USER": os.environ["DB_USER"],
        "PASSWORD": os.environ["DB_PASSWORD"],
    },
}
# ok: superuser-connection
ADMINISTRATOR = {"name": "Root", "user": "root", "email": "root@shop.example"}
