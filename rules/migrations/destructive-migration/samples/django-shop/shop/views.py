from django.db import connection
from django.http import JsonResponse

from .models import Feed, Order


def weights(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT weight FROM shop_order")
        return JsonResponse({"weights": cursor.fetchall()})


def paid(request):
    return JsonResponse({"paid": Order.objects.filter(paid__gt=0).count()})


def feeds(request):
    found = Feed.objects.filter(token=request.GET["token"])
    return JsonResponse({"feeds": found.count(), "elsewhere": Feed.objects.filter(address="x").count()})
