from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import UpdateView, View

from shop.models import Order


class OrderEdit(UpdateView):
    model = Order
    fields = ["state"]

    def get_object(self):
        order = get_object_or_404(Order, slug=self.kwargs["slug"])
        if not self.request.user.has_perm("shop.change_order", order):
            raise PermissionDenied
        return order


class OrderMove(UpdateView):
    model = Order
    fields = ["state"]

    def get_object(self):
        return get_object_or_404(Order, slug=self.kwargs["slug"])


class OrderClose(LoginRequiredMixin, View):
    def post(self, request, slug):
        Order.objects.filter(slug=slug).update(state="closed")
        return HttpResponse(status=204)


class OrderShip(LoginRequiredMixin, View):
    def post(self, request, slug):
        Order.objects.filter(slug=slug).update(state="shipped")
        return HttpResponse(status=204)


class OrderDrop(View):
    def get_object(self):
        if not self.request.user.is_staff:
            raise PermissionDenied
        return Order.objects.get(slug=self.kwargs["slug"])

    def post(self, request, slug):
        Order.objects.filter(slug=slug).delete()
        return HttpResponse(status=204)
