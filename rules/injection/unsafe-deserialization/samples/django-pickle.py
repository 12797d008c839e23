import base64
import json
import pickle

import yaml
from django.core import signing
from django.http import HttpResponse
from rest_framework.views import APIView
from rest_framework.response import Response

# ruleid: unsafe-deserialization
SESSION_SERIALIZER = "django.contrib.sessions.serializers.PickleSerializer"


def restore(request):
    # ruleid: unsafe-deserialization
    state = pickle.loads(base64.b64decode(request.COOKIES["state"]))
    # ok: unsafe-deserialization
    state = json.loads(base64.b64decode(request.COOKIES["state"]))
    # ok: unsafe-deserialization
    state = signing.loads(request.COOKIES["state"])
    return HttpResponse(state)


class Upload(APIView):
    def post(self, request):
        # ruleid: unsafe-deserialization
        data = yaml.load(request.FILES["file"])
        # ok: unsafe-deserialization
        data = yaml.safe_load(request.FILES["file"])
        return Response(data)
