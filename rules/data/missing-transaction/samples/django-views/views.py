from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View


class Account(models.Model):
    balance = models.DecimalField(max_digits=10, decimal_places=2)


class Order(models.Model):
    owner = models.ForeignKey(Account, on_delete=models.CASCADE)


class Line(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE)
    amount = models.IntegerField()


class LoginEvent(models.Model):
    text = models.TextField()


def create_order(request):
    order = Order.objects.create(owner_id=request.POST["owner"])
    # ruleid: missing-transaction
    Line.objects.create(order=order, amount=request.POST["amount"])
    return JsonResponse({"id": order.id})


def create_order_atomic(request):
    with transaction.atomic():
        order = Order.objects.create(owner_id=request.POST["owner"])
        # ok: missing-transaction
        Line.objects.create(order=order, amount=request.POST["amount"])
    return JsonResponse({"id": order.id})


@transaction.atomic
def create_order_decorated(request):
    order = Order.objects.create(owner_id=request.POST["owner"])
    # ok: missing-transaction
    Line.objects.create(order=order, amount=request.POST["amount"])
    return JsonResponse({"id": order.id})


class Orders(View):
    @method_decorator(transaction.atomic)
    def post(self, request):
        order = Order.objects.create(owner_id=request.POST["owner"])
        # ok: missing-transaction
        Line.objects.create(order=order, amount=1)
        return JsonResponse({"id": order.id})

    def put(self, request):
        Order.objects.filter(pk=request.GET["id"]).update(owner_id=request.GET["owner"])
        # ok: missing-transaction
        LoginEvent.objects.create(text="changed")
        return JsonResponse({})


def transfer(request):
    source = Account.objects.get(pk=request.POST["from"])
    target = Account.objects.get(pk=request.POST["to"])
    source.balance -= 10
    target.balance += 10
    source.save()
    # ruleid: missing-transaction
    target.save()
    return JsonResponse({})


def one_of_both(request):
    if request.POST.get("line"):
        Line.objects.create(order_id=request.POST["line"], amount=1)
    else:
        # ok: missing-transaction
        Order.objects.create(owner_id=request.POST["owner"])
    return JsonResponse({})


def first_order(request):
    account = Account.objects.filter(pk=request.POST["account"]).first()
    if not account:
        account = Account.objects.create(balance=0)
    # ok: missing-transaction
    order = Order.objects.create(owner=account)
    return JsonResponse({"id": order.id})


def several_forms(request):
    if request.method == "POST" and "leave" in request.POST:
        Order.objects.filter(owner_id=request.POST["leave"]).delete()
    if request.method == "POST" and "rename" in request.POST:
        # ok: missing-transaction
        Line.objects.filter(order_id=request.POST["rename"]).update(amount=2)
    return JsonResponse({})


def several_steps(request):
    if "order" in request.POST:
        order = Order.objects.create(owner_id=request.POST["owner"])
        if "line" in request.POST:
            # ruleid: missing-transaction
            Line.objects.create(order=order, amount=1)
    return JsonResponse({})


urlpatterns = [
    path("orders", create_order),
    path("orders/atomic", create_order_atomic),
    path("orders/decorated", create_order_decorated),
    path("orders/view", Orders.as_view()),
    path("transfer", transfer),
    path("either", one_of_both),
    path("first", first_order),
    path("forms", several_forms),
    path("steps", several_steps),
]
