from rest_framework.permissions import BasePermission

from shop.models import Basket


class OwnsBasket(BasePermission):
    def has_permission(self, request, view):
        return Basket.objects.filter(pk=view.kwargs["pk"], owner=request.user).exists()
