import os

import requests
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

REST_FRAMEWORK = {
    # ok: hardcoded-credential
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
}
SIMPLE_JWT = {
    # ruleid: jwt-hardcoded-secret
    "SIGNING_KEY": "0c2f4bb6d1aa4de0",
    # ok: hardcoded-credential
    "AUTH_HEADER_TYPES": ("Bearer",),
    # ok: hardcoded-credential
    "USER_ID_CLAIM": "user_id",
}
# ruleid: hardcoded-credential
SMS_AUTH_TOKEN = "f1e2d3c4b5a697881726354453627180"


class PasswordSerializer(serializers.Serializer):
    # ok: hardcoded-credential
    password = serializers.CharField(write_only=True, style={"input_type": "password"})
    # ok: hardcoded-credential
    default_error_messages = {"password": "password_too_short_1", "token": "token2_invalid"}


class Export(APIView):
    def post(self, request):
        # ruleid: hardcoded-credential
        if request.data.get("api_key") == "export-2291-key":
            return Response({"ok": True})
        # ruleid: hardcoded-credential
        if request.headers.get("X-Api-Key") != "export-2292-key":
            return Response(status=status.HTTP_403_FORBIDDEN)
        # ok: hardcoded-credential
        # ruleid: timing-unsafe-comparison
        if request.data.get("token") == os.environ["EXPORT_TOKEN"]:
            return Response({"token": request.data["token"]})
        # ok: hardcoded-credential
        return Response({"token": "invalid"}, status=400)


def notify(text):
    # ruleid: hardcoded-credential
    # ruleid: missing-timeout
    return requests.post("https://sms.shop.io", json={"text": text}, auth=requests.auth.HTTPBasicAuth("sms", "Kx8slo2"))
