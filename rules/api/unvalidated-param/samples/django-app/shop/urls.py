from django.http import JsonResponse
from django.urls import path


def orders(request):
    # ruleid: unvalidated-param
    return JsonResponse({"page": int(request.GET["page"])})


def order(request, order_id):
    # ok: unvalidated-param
    return JsonResponse({"id": order_id})


urlpatterns = [path("orders", orders), path("orders/<int:order_id>", order)]
