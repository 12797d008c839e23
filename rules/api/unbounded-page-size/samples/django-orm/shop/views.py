from django.http import JsonResponse

from .models import Order


def orders(request):
    size = int(request.GET.get("size", 20))
    rows = Order.objects.order_by("id")[:size]
    return JsonResponse({"orders": [row.state for row in rows]})


def bounded(request):
    size = min(int(request.GET.get("size", 20)), 100)
    rows = Order.objects.order_by("id")[:size]
    return JsonResponse({"orders": [row.state for row in rows]})
