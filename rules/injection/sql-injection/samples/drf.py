from django.db import connection
from rest_framework import viewsets
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Item


class Items(APIView):
    def post(self, request):
        name = request.data.get("name")
        with connection.cursor() as cursor:
            # ruleid: sql-injection
            cursor.execute("SELECT id FROM items WHERE name = '" + name + "'")
            # ok: sql-injection
            cursor.execute("SELECT id FROM items WHERE name = %s", [name])
        return Response({})


class ItemViewSet(viewsets.ModelViewSet):
    def get_queryset(self):
        order = self.request.query_params.get("order")
        # ruleid: sql-injection
        rows = Item.objects.raw(f"SELECT id FROM items ORDER BY {order}")
        # ok: sql-injection
        return rows or Item.objects.order_by("id")


@api_view(["GET"])
def lookup(request):
    # ruleid: sql-injection
    found = Item.objects.raw("SELECT id FROM items WHERE code = '%s'" % request.query_params["code"])
    # ok: sql-injection
    Item.objects.raw("SELECT id FROM items WHERE code = %s", [request.query_params["code"]])
    return Response(list(found))
