import json

from django import forms
from django.http import JsonResponse
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from .models import Order


class OrderForm(forms.Form):
    state = forms.CharField(max_length=20)


class OrderSerializer(serializers.Serializer):
    state = serializers.CharField(max_length=20)


def create(request):
    data = json.loads(request.body)
    order = Order.objects.create(state=data["state"])
    return JsonResponse({"id": order.id})


def by_form(request):
    form = OrderForm(request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    order = Order.objects.create(state=form.cleaned_data["state"])
    return JsonResponse({"id": order.id})


@api_view(["POST"])
def api_create(request):
    order = Order.objects.create(state=request.data.get("state"))
    return Response({"id": order.id})


@api_view(["POST"])
def by_serializer(request):
    serializer = OrderSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    order = Order.objects.create(**serializer.validated_data)
    return Response({"id": order.id})
