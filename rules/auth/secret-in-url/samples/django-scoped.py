from django.core import signing
from django.http import HttpResponse


def submit(request, task_id):
    # Signed for one task, and for an hour.
    # ok: secret-in-url
    token = signing.loads(request.GET["token"], max_age=3600)
    if token.get("task_id") != task_id:
        return HttpResponse(status=403)
    return HttpResponse("ok")


def orders(request):
    # ruleid: secret-in-url
    token = request.GET["token"]
    return HttpResponse(list_orders(token))


def profile(request):
    # ruleid: secret-in-url
    key = request.GET.get("api_key")
    return HttpResponse(profile_of(key))


def uploaded(request, key):
    # ok: secret-in-url
    token = request.GET.get("token")
    if not verify_upload_token(key, token):
        return HttpResponse(status=403)
    return HttpResponse("ok")
