import os
from enum import Enum

import environ
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

env = environ.Env()

# ruleid: hardcoded-credential
SECRET_KEY = "django-insecure-8d%k2v!w3x$0q1z"
# ok: hardcoded-credential
SECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]
# ok: hardcoded-credential
STRIPE_KEY = env("STRIPE_SECRET_KEY")
# ruleid: hardcoded-credential
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="qLm83#xa")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "shop",
        # ruleid: hardcoded-credential
        "PASSWORD": "shop_pw",
        "HOST": "10.1.2.3",
    },
    "replica": {
        "USER": "shop",
        # ok: hardcoded-credential
        "PASSWORD": os.environ["REPLICA_PASSWORD"],
    },
    # ruleid: hardcoded-credential
    "old": env.db("OLD_DATABASE_URL", default="mysql://shop:Ws83mmx@legacy.shop.io/shop"),
}
# ruleid: hardcoded-credential
AWS_SECRET_ACCESS_KEY = "kP2x/Qm8Vb7Lw0Zr5Ty1Nc4Hd9Sg3Ja6Fe8Uo0Wi"
# ok: hardcoded-credential
AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"
# ok: hardcoded-credential
CSRF_COOKIE_NAME = "csrftoken2"
# ok: hardcoded-credential
PASSWORD_RESET_TIMEOUT = 3600
# ok: hardcoded-credential
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}]
# ok: hardcoded-credential
LOGIN_FIELDS = {"user": "User name", "password": "Password"}


class ErrorCode(Enum):
    # ok: hardcoded-credential
    PASSWORD = "wrong_password_1"
    # ok: hardcoded-credential
    TOKEN = "E1042token"


class Account(models.Model):
    # ok: hardcoded-credential
    password = models.CharField(_("password"), max_length=128)
    # ok: hardcoded-credential
    token = models.CharField("API token", max_length=40)


def ensure_admin():
    # ruleid: hardcoded-credential
    User.objects.create_superuser("admin", "admin@shop.io", "Sup3rAdmin")


def ensure_service():
    # ruleid: hardcoded-credential
    User.objects.create_user(username="service", password="service-9921")
    user = User.objects.get(username="service")
    # ruleid: hardcoded-credential
    user.set_password("service-9922")


def login(request):
    # ok: hardcoded-credential
    password = request.POST["password"]
    user = authenticate(request, username=request.POST["user"], password=password)
    # ruleid: hardcoded-credential
    if user is None and password == "m4sterkey":
        user = User.objects.first()
    # ok: hardcoded-credential
    if request.POST.get("grant_type") == "password":
        return None
    return user
