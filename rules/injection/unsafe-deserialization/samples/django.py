import pickle

from django.http import JsonResponse
from django.views import View

# ruleid: unsafe-deserialization
SESSION_SERIALIZER = "django.contrib.sessions.serializers.PickleSerializer"
# ok: unsafe-deserialization
OTHER_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
# ruleid: unsafe-deserialization
CELERY_ACCEPT_CONTENT = ["json", "pickle"]


def restore(request):
    # ruleid: unsafe-deserialization
    state = pickle.loads(bytes.fromhex(request.POST["state"]))
    return JsonResponse(state)


class Import(View):
    def post(self, request):
        # ruleid: unsafe-deserialization
        rows = pickle.load(request.FILES["rows"])
        return JsonResponse({"rows": len(rows)})


def signed(request, body, signature, key):
    import hmac

    # ok: unsafe-deserialization
    if not hmac.compare_digest(signature, hmac.digest(key, body, "sha256")):
        raise PermissionError
    return pickle.loads(body)
