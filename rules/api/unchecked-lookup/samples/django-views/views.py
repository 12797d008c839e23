from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404

from shop.models import Order


def show(request, pk):
    # ruleid: unchecked-lookup
    order = Order.objects.get(pk=pk)
    return JsonResponse({"total": order.total})


def first(request, pk):
    # ruleid: unchecked-lookup
    order = Order.objects.filter(pk=pk).first()
    return JsonResponse({"total": order.total})


def safe(request, pk):
    # ok: unchecked-lookup
    order = get_object_or_404(Order, pk=pk)
    return JsonResponse({"total": order.total})


def caught(request, pk):
    try:
        # ok: unchecked-lookup
        order = Order.objects.get(pk=pk)
    except Order.DoesNotExist:
        raise Http404
    return JsonResponse({"total": order.total})


def nested(request, pk):
    try:
        order = load(pk)
    except Order.DoesNotExist:
        return JsonResponse({"error": "no such order"}, status=404)
    return JsonResponse({"total": order.total})


def load(pk):
    # ok: unchecked-lookup
    return Order.objects.select_related("customer").get(pk=pk)


def mine(request):
    # ok: unchecked-lookup
    order = Order.objects.get(customer=request.user, state="open")
    return JsonResponse({"total": order.total})
