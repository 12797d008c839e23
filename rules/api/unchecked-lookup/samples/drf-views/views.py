from django.db import transaction
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
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

    @action(detail=False, url_path="(?P<id>[^/.]+)/lines")
    def lines(self, request, id):
        if (
            not Order.visible_to(request.user)
            .filter(id=id)
            .exists()
        ):
            raise NotFound(f"There is no order {id}.")

        # ok: unchecked-lookup
        order = Order.objects.get(id=id)
        return Response({"total": order.total})

    @action(detail=False, url_path="(?P<id>[^/.]+)/twin/(?P<twin>[^/.]+)")
    def twin(self, request, id, twin):
        if not Order.visible_to(request.user).filter(id=id).exists():
            raise NotFound(f"There is no order {id}.")
        # ruleid: unchecked-lookup
        order = Order.objects.get(id=twin)
        return Response({"total": order.total})

    @action(detail=False, url_path="(?P<id>[^/.]+)/noted")
    def noted(self, request, id):
        if not Order.visible_to(request.user).filter(id=id).exists():
            note("no order")
        # ruleid: unchecked-lookup
        order = Order.objects.get(id=id)
        return Response({"total": order.total})
