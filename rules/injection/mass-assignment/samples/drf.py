from rest_framework import serializers, viewsets
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Account, Invoice


class AccountSerializer(serializers.ModelSerializer):
    class Meta:
        model = Account
        # ruleid: mass-assignment
        fields = "__all__"


class InvoiceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Invoice
        # ok: mass-assignment
        fields = ("number", "amount")


class ProtectedSerializer(serializers.ModelSerializer):
    class Meta:
        model = Invoice
        # ok: mass-assignment
        fields = "__all__"
        read_only_fields = ("owner", "paid")


class InvoiceReadSerializer(serializers.ModelSerializer):
    class Meta:
        model = Invoice
        # ok: mass-assignment
        fields = "__all__"


class Accounts(APIView):
    def post(self, request):
        # ruleid: mass-assignment
        account = Account.objects.create(**request.data)
        return Response({"id": account.pk})

    def patch(self, request, pk):
        # ruleid: mass-assignment
        Account.objects.filter(pk=pk).update(**request.data)
        return Response()

    def put(self, request, pk):
        serializer = InvoiceSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        # ok: mass-assignment
        Invoice.objects.filter(pk=pk).update(**serializer.validated_data)
        # ok: mass-assignment
        Account.objects.create(name=request.data["name"])
        return Response()
