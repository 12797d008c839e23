import json

from django.http import JsonResponse

from .models import Line, Order


def create(request):
    body = json.loads(request.body)
    order = Order.objects.create(name=body["name"])
    for sku in body["skus"]:
        # ruleid: row-by-row-write
        Line.objects.create(order=order, sku=sku)
    return JsonResponse({"id": order.id})


def create_together(request):
    body = json.loads(request.body)
    order = Order.objects.create(name=body["name"])
    # ok: row-by-row-write
    Line.objects.bulk_create([Line(order=order, sku=sku) for sku in body["skus"]])
    return JsonResponse({"id": order.id})


def create_defaults(request):
    order = Order.objects.create(name="defaults")
    for sku in ("box", "tape"):
        # ok: row-by-row-write
        Line.objects.create(order=order, sku=sku)
    return JsonResponse({"id": order.id})


def create_orders(request):
    for item in json.loads(request.body):
        # ok: row-by-row-write
        order = Order.objects.create(name=item["name"])
        Line.objects.bulk_create([Line(order=order, sku=sku) for sku in item["skus"]])
    return JsonResponse({})


def rename(request):
    for line in Line.objects.filter(order_id=1)[:100]:
        line.sku = line.sku.upper()
        # ruleid: row-by-row-write
        line.save()
    return JsonResponse({})
