from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import APIView

from orders.models import Order


class Orders(APIView):
    def post(self, request):
        order = Order.objects.create(note=request.data["note"])
        # ruleid: wrong-success-status
        return Response({"id": order.pk})


class One(APIView):
    def put(self, request, pk):
        Order.objects.filter(pk=pk).update(note=request.data["note"])
        # ok: wrong-success-status
        return Response({"id": pk})

    def delete(self, request, pk):
        Order.objects.filter(pk=pk).delete()
        # ruleid: wrong-success-status
        return Response({"id": pk}, status=status.HTTP_204_NO_CONTENT)
