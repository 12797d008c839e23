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


PAGE_SIZE = 25


def window(request):
    page = int(request.GET.get("page", 1))
    rows = Order.objects.order_by("id")[(page - 1) * PAGE_SIZE : (page * PAGE_SIZE) + 1]
    return JsonResponse({"orders": [row.state for row in rows]})


def named_window(request):
    page = int(request.GET.get("page", 1))
    start = (page - 1) * PAGE_SIZE
    end = start + PAGE_SIZE
    return JsonResponse({"orders": [row.state for row in Order.objects.order_by("id")[start:end]]})


def moved(request):
    page = int(request.GET.get("page", 1))
    size = int(request.GET.get("size", 20))
    start = (page - 1) * size
    return JsonResponse({"orders": [row.state for row in Order.objects.order_by("id")[start : start + size]]})


def growing(request):
    page = int(request.GET.get("page", 1))
    return JsonResponse({"orders": [row.state for row in Order.objects.order_by("id")[PAGE_SIZE : page * PAGE_SIZE]]})
