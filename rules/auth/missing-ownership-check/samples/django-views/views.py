from django.contrib.auth.decorators import login_required, permission_required, user_passes_test
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from shop.models import Order


@login_required
def orders(request):
    found = Order.objects.filter(customer=request.user)[:50]
    return JsonResponse({"orders": [order.id for order in found]})


@login_required
def cancel(request, pk):
    order = get_object_or_404(Order, pk=pk)
    order.state = "cancelled"
    order.save()
    return HttpResponse(status=204)


@login_required
def cancel_own(request, pk):
    order = get_object_or_404(Order, pk=pk, customer=request.user)
    order.state = "cancelled"
    order.save()
    return HttpResponse(status=204)


@login_required
def cancel_through_queryset(request, pk):
    order = get_object_or_404(Order.objects.filter(customer=request.user), pk=pk)
    order.delete()
    return HttpResponse(status=204)


@permission_required("shop.delete_order")
def purge(request, pk):
    get_object_or_404(Order, pk=pk).delete()
    return HttpResponse(status=204)


def is_clerk(user):
    return user.groups.filter(name="clerks").exists()


@user_passes_test(is_clerk)
def settle(request, pk):
    order = get_object_or_404(Order, pk=pk)
    order.state = "settled"
    order.save()
    return HttpResponse(status=204)


@login_required
def restore(request, pk):
    order = get_object_or_404(Order, pk=pk)
    if order.customer != request.user:
        raise Http404
    order.state = "new"
    order.save()
    return HttpResponse(status=204)
