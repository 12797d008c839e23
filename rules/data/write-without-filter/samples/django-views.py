from django.http import JsonResponse

from shop.models import Cart, Order


def close_account(request):
    # ruleid: write-without-filter
    Order.objects.all().delete()
    return JsonResponse({})


def close_own_account(request):
    # ok: write-without-filter
    Order.objects.filter(owner=request.user).delete()
    return JsonResponse({})


def pay(request):
    # ruleid: write-without-filter
    Order.objects.update(paid=True)
    return JsonResponse({})


def archive(request):
    orders = Order.objects.all()
    if request.GET.get("owner"):
        orders = orders.filter(owner=request.GET["owner"])
    # ok: write-without-filter
    orders.update(archived=True)
    return JsonResponse({})


def purge_carts():
    # ok: write-without-filter
    Cart.objects.all().delete()


def leave(request, cart):
    # ok: write-without-filter
    cart.items.all().delete()
    # ok: write-without-filter
    cart.delete()
    return JsonResponse({})
