from django.db import models
from django.http import JsonResponse
from django.urls import path


class Order(models.Model):
    name = models.TextField()


class Line(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE)


def create_order(request):
    order = Order.objects.create(name=request.POST["name"])
    # ok: missing-transaction
    Line.objects.create(order=order)
    return JsonResponse({"id": order.id})


urlpatterns = [path("orders", create_order)]
