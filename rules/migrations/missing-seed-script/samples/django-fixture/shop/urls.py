from django.http import JsonResponse
from django.urls import path


def items(request):
    return JsonResponse({})


# ok: missing-seed-script
urlpatterns = [path("items", items)]
