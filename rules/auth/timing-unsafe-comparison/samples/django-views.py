import hmac

from django.conf import settings
from django.http import HttpResponseForbidden
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed


def hook(request):
    # ruleid: timing-unsafe-comparison
    if request.headers.get("X-Webhook-Secret") != settings.WEBHOOK_SECRET:
        return HttpResponseForbidden()
    # ruleid: timing-unsafe-comparison
    if request.META["HTTP_X_API_KEY"] == settings.API_KEY:
        return None
    # ok: timing-unsafe-comparison
    if settings.API_KEY == "":
        return None


class KeyAuthentication(BaseAuthentication):
    def authenticate(self, request):
        key = request.headers.get("X-Api-Key")
        # ok: timing-unsafe-comparison
        if key is None:
            return None
        # ruleid: timing-unsafe-comparison
        if key != settings.API_KEY:
            raise AuthenticationFailed
        return None

    def check(self, user, reset_token):
        # ruleid: timing-unsafe-comparison
        if user.reset_token == reset_token:
            return True
        # ok: timing-unsafe-comparison
        return hmac.compare_digest(user.reset_token, reset_token) == True


class OperatorsMixin:
    def is_operator(self, request):
        auth = request.auth
        if not isinstance(request.auth, OperatorToken):
            return False
        # ok: timing-unsafe-comparison
        return auth.token == settings.OPERATOR_TOKEN


class OperatorAuthentication:
    def authenticate(self, request):
        token = request.headers["X-Operator-Token"]
        # ruleid: timing-unsafe-comparison
        if token == settings.OPERATOR_TOKEN:
            return operator(), OperatorToken(token)
        return None
