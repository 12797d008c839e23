from django import forms
from django.db import connection
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView


class Search(forms.Form):
    title = forms.CharField()


class Rename(serializers.Serializer):
    title = serializers.CharField()


def search(request):
    form = Search(request.GET)
    if form.is_valid():
        with connection.cursor() as cursor:
            # ruleid: sql-injection
            cursor.execute("SELECT id FROM book WHERE title = '%s'" % form.cleaned_data["title"])
            # ok: sql-injection
            cursor.execute("SELECT id FROM book WHERE title = %s", [form.cleaned_data["title"]])


class Books(APIView):
    def put(self, request):
        given = Rename(data=request.data)
        given.is_valid(raise_exception=True)
        with connection.cursor() as cursor:
            # ruleid: sql-injection
            cursor.execute("UPDATE book SET title = '" + given.validated_data["title"] + "'")
        return Response()

    def get(self, request):
        order = request.query_params.get("order", "id")
        if order.lstrip("-") not in {"id", "title"}:
            order = "id"
        with connection.cursor() as cursor:
            # ok: sql-injection
            cursor.execute("SELECT id FROM book ORDER BY " + order.lstrip("-"))
            return Response(cursor.fetchall())
