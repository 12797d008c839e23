from django.http import JsonResponse
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.models import Order


class OrderView(APIView):
    def get(self, request, pk):
        order = Order.objects.filter(pk=pk).first()
        if order is None:
            # ok: error-with-success-status
            raise NotFound({"error": "no such order"})
        return Response({"id": order.pk})

    def put(self, request, pk):
        try:
            Order.objects.get(pk=pk).change(request.data)
        except ValueError as error:
            # ruleid: error-with-success-status
            return Response({"error": str(error)}, status=status.HTTP_200_OK)
        # ok: error-with-success-status
        return Response({"error": None, "id": pk})

    def patch(self, request, pk):
        if not request.data:
            # ok: error-with-success-status
            return Response({"error": "nothing to change"}, status=status.HTTP_400_BAD_REQUEST)
        return Response({"id": pk})


def cancel(request, pk):
    if request.method != "POST":
        # ruleid: error-with-success-status
        return JsonResponse({"success": False, "error": "POST only"})
    return JsonResponse({"success": True})
