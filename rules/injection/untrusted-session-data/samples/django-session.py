from django.contrib.auth import authenticate
from django.http import HttpResponse


def switch(request):
    # ruleid: untrusted-session-data
    request.session["account_id"] = request.POST["account"]
    # ruleid: untrusted-session-data
    request.session[request.POST["key"]] = request.POST["value"]
    # ok: untrusted-session-data
    request.session["language"] = request.POST["language"]
    return HttpResponse(status=204)


def sign_in(request):
    username = request.POST["username"]
    user = authenticate(request, username=username, password=request.POST["password"])
    if user is None:
        return HttpResponse(status=401)
    # ok: untrusted-session-data
    request.session["username"] = username
    return HttpResponse(status=204)
