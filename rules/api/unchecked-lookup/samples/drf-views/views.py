from django.db import transaction
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ModelViewSet

from shop.models import Order


class OrderViewSet(ModelViewSet):
    queryset = Order.objects.all()

    @action(detail=True, methods=["post"])
    def close(self, request, pk):
        order = self.get_object()
        with transaction.atomic():
            # ok: unchecked-lookup
            locked = Order.objects.select_for_update().get(pk=pk)
            locked.state = "closed"
            locked.save()
        return Response({"state": order.state})

    @action(detail=True, methods=["post"])
    def reopen(self, request, pk):
        # ruleid: unchecked-lookup
        order = Order.objects.get(pk=pk)
        order.state = "open"
        order.save()
        return Response({"state": order.state})

    @action(detail=True, methods=["post"])
    def merge(self, request, pk):
        order = self.get_object()
        # ruleid: unchecked-lookup
        other = Order.objects.get(pk=request.data["other"])
        order.total += other.total
        order.save()
        return Response({"total": order.total})
