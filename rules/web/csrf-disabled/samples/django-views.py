import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view
from rest_framework.views import APIView


# ruleid: csrf-disabled
@csrf_exempt
@login_required
def transfer(request):
    request.user.account.send(request.POST["to"], request.POST["amount"])
    return HttpResponse(status=204)


# ruleid: csrf-disabled
@method_decorator(csrf_exempt, name="dispatch")
class Profile(View):
    def post(self, request):
        request.user.rename(request.POST["name"])
        return HttpResponse(status=204)


class Orders(View):
    # ruleid: csrf-disabled
    @csrf_exempt
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        return HttpResponse(status=201)


# ok: csrf-disabled
@csrf_exempt
def stripe_webhook(request):
    return HttpResponse(status=204)


# ok: csrf-disabled
@csrf_exempt
def deliveries(request):
    if not hmac.compare_digest(request.headers["X-Signature"], sign(request.body)):
        return HttpResponse(status=403)
    return HttpResponse(status=204)


# ok: csrf-disabled
@csrf_exempt
@require_GET
def status_of(request):
    return HttpResponse("ok")


# ok: csrf-disabled
@csrf_exempt
@api_view(["POST"])
def create(request):
    return HttpResponse(status=201)


# ok: csrf-disabled
@csrf_exempt
def local_upload(request):
    if not settings.DEBUG:
        return HttpResponse(status=400)
    request.user.keep(request.FILES["file"])
    return HttpResponse(status=204)


# ok: csrf-disabled
@csrf_exempt
def page(request):
    return render(request, "index.html", {"name": request.user.name})


# ok: csrf-disabled
@login_required
def rename(request):
    return HttpResponse(status=204)


urlpatterns = [
    # ruleid: csrf-disabled
    path("orders/", csrf_exempt(Orders.as_view())),
    # ok: csrf-disabled
    path("orders/all/", Orders.as_view()),
    # ok: csrf-disabled
    path("webhooks/stripe/", csrf_exempt(stripe_webhook)),
]


class Unchecked(SessionAuthentication):
    # ruleid: csrf-disabled
    def enforce_csrf(self, request):
        return


class Checked(SessionAuthentication):
    # ok: csrf-disabled
    def enforce_csrf(self, request):
        if request.path.startswith("/api/"):
            super().enforce_csrf(request)


class SignUp(APIView):
    # ok: csrf-disabled
    @csrf_exempt
    def post(self, request):
        return HttpResponse(status=201)


class Skipping:
    def __call__(self, request):
        # ruleid: csrf-disabled
        setattr(request, "_dont_enforce_csrf_checks", True)
        return self.get_response(request)


class Also:
    def __call__(self, request):
        # ruleid: csrf-disabled
        request._dont_enforce_csrf_checks = True
        return self.get_response(request)
