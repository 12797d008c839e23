from datetime import timedelta

from rest_framework_simplejwt.tokens import AccessToken

SIMPLE_JWT = {
    # ruleid: jwt-long-lifetime
    "ACCESS_TOKEN_LIFETIME": timedelta(days=60),
    # ok: jwt-long-lifetime
    "REFRESH_TOKEN_LIFETIME": timedelta(days=90),
    "AUTH_HEADER_TYPES": ("Bearer",),
}

SHORT_JWT = dict(
    # ok: jwt-long-lifetime
    ACCESS_TOKEN_LIFETIME=timedelta(minutes=5),
)

JWT_AUTH = {
    # ruleid: jwt-long-lifetime
    "JWT_EXPIRATION_DELTA": timedelta(days=3),
    # ok: jwt-long-lifetime
    "JWT_REFRESH_EXPIRATION_DELTA": timedelta(days=7),
}


class YearToken(AccessToken):
    # ruleid: jwt-long-lifetime
    lifetime = timedelta(days=365)


class ShortToken(AccessToken):
    # ok: jwt-long-lifetime
    lifetime = timedelta(minutes=5)


def token_for(user):
    token = AccessToken.for_user(user)
    # ruleid: jwt-long-lifetime
    token.set_exp(lifetime=timedelta(days=10))
    return str(token)
