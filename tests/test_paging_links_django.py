"""Whether a list is paged, over links between a route and its store that Python programs have: Django's views,
managers and querysets, and what REST framework and Ninja answer with."""

# ruff: noqa: E501  # the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from test_paging_links_python import paged

SHOP = """
=== requirements.txt
django
djangorestframework
=== manage.py
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
=== config/__init__.py
=== config/settings.py
ROOT_URLCONF = "config.urls"
INSTALLED_APPS = ["rest_framework", "shop"]
=== shop/__init__.py
=== shop/models.py
from django.db import models
class Shelf(models.Model):
    name = models.CharField(max_length=10)
class Item(models.Model):
    name = models.CharField(max_length=10)
    shelf = models.ForeignKey(Shelf, related_name="items", on_delete=models.CASCADE)
=== shop/serializers.py
from rest_framework import serializers
from .models import Item, Shelf
class ItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = Item
        fields = ["id", "name"]
"""

LINKS = {
    "drf get_queryset paginate_queryset in own list": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.All.as_view({"get": "list"})), path("items/some", views.Some.as_view({"get": "list"}))]
=== shop/views.py
from rest_framework import viewsets, mixins
from rest_framework.response import Response
from rest_framework.pagination import PageNumberPagination
from .models import Item
from .serializers import ItemSerializer
class Base(viewsets.GenericViewSet):
    serializer_class = ItemSerializer
    queryset = Item.objects.all()
class Pages(PageNumberPagination):
    page_size = 10
class All(Base):
    def list(self, request):
        queryset = self.filter_queryset(self.get_queryset())
        return Response(self.get_serializer(queryset, many=True).data)
class Some(Base):
    pagination_class = Pages
    def list(self, request):
        queryset = self.filter_queryset(self.get_queryset())
        page = self.paginate_queryset(queryset)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
""",
    "drf action with own get_queryset of base": SHOP
    + """
=== config/urls.py
from django.urls import path, include
from rest_framework.routers import DefaultRouter
from shop import views
router = DefaultRouter()
router.register("items", views.Items)
urlpatterns = [path("", include(router.urls))]
=== shop/views.py
from rest_framework import viewsets, mixins
from rest_framework.decorators import action
from rest_framework.response import Response
from .models import Item
from .serializers import ItemSerializer
class Base(viewsets.ModelViewSet):
    serializer_class = ItemSerializer
    def get_queryset(self):
        return super().get_queryset().filter(name="x")
class Items(Base):
    queryset = Item.objects.all()
    @action(detail=False)
    def all(self, request):
        qs = self.get_queryset()
        s = self.get_serializer(qs, many=True)
        return Response(s.data)
    @action(detail=False)
    def some(self, request):
        qs = self.get_queryset()[:10]
        s = ItemSerializer(qs, many=True)
        return Response(s.data)
""",
    "drf relation many": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("all/shelves/<int:pk>/items", views.All.as_view()), path("some/shelves/<int:pk>/items", views.some)]
=== shop/views.py
from rest_framework.views import APIView
from rest_framework.decorators import api_view
from rest_framework.response import Response
from django.shortcuts import get_object_or_404
from .models import Item, Shelf
from .serializers import ItemSerializer
class All(APIView):
    def get(self, request, pk):
        shelf = get_object_or_404(Shelf, pk=pk)
        serializer = ItemSerializer(shelf.items, many=True)
        return Response(serializer.data)
@api_view(["GET"])
def some(request, pk):
    shelf = Shelf.objects.get(pk=pk)
    serializer = ItemSerializer(shelf.items.all()[:10], many=True)
    return Response(serializer.data)
""",
    "drf viewset list calls super": SHOP
    + """
=== config/urls.py
from django.urls import path, include
from rest_framework.routers import DefaultRouter
from shop import views
router = DefaultRouter(trailing_slash=False)
router.register("items/all", views.All)
router.register("items/some", views.Some)
urlpatterns = [path("", include(router.urls))]
=== shop/views.py
from rest_framework import viewsets, mixins
from rest_framework.response import Response
from rest_framework.pagination import LimitOffsetPagination
from .models import Item
from .serializers import ItemSerializer
class Pages(LimitOffsetPagination):
    default_limit = 10
class Mixin:
    def list(self, request, *args, **kwargs):
        response = super().list(request, *args, **kwargs)
        response["X"] = "1"
        return response
class All(Mixin, viewsets.ReadOnlyModelViewSet):
    serializer_class = ItemSerializer
    queryset = Item.objects.all()
class Some(Mixin, viewsets.ReadOnlyModelViewSet):
    pagination_class = Pages
    serializer_class = ItemSerializer
    def get_queryset(self):
        return Item.objects.filter(name=self.request.user)
""",
    "django ListView": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.AllView.as_view()), path("items/some", views.Some.as_view())]
=== shop/views.py
from django.views.generic import ListView
from .models import Item
class AllView(ListView):
    model = Item
class Some(ListView):
    paginate_by = 20
    def get_queryset(self):
        return Item.objects.filter(name="x")
""",
    "drf pages of the class that the settings name": SHOP.replace(
        "INSTALLED_APPS", 'REST_FRAMEWORK = {"DEFAULT_PAGINATION_CLASS": "shop.pages.Pages"}\nINSTALLED_APPS'
    )
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.All.as_view()), path("items/some", views.Some.as_view())]
=== shop/pages.py
from rest_framework.pagination import PageNumberPagination
class Pages(PageNumberPagination):
    page_size = 10
    max_page_size = 100
=== shop/views.py
from rest_framework import generics
from .models import Item
from .serializers import ItemSerializer
class Some(generics.ListAPIView):
    serializer_class = ItemSerializer
    queryset = Item.objects.all()
class All(Some):
    pagination_class = None
""",
    "drf what belongs to the object of a view": SHOP
    + """
=== config/urls.py
from django.urls import path, include
from rest_framework.routers import DefaultRouter
from shop import views
router = DefaultRouter()
router.register("shelves", views.Shelves)
urlpatterns = [path("", include(router.urls))]
=== shop/views.py
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from .models import Shelf
from .serializers import ItemSerializer
class Shelves(viewsets.ModelViewSet):
    serializer_class = ItemSerializer
    queryset = Shelf.objects.all()
    @action(detail=True)
    def all(self, request, pk=None):
        shelf = self.get_object()
        return Response(ItemSerializer(shelf.items.all().order_by("-id"), many=True).data)
    @action(detail=True)
    def some(self, request, pk=None):
        items = self.get_object().items.order_by("-id")
        return Response(ItemSerializer(items[:10], many=True).data)
""",
    "ninja": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop.api import api
urlpatterns = [path("api/", api.urls)]
=== shop/api.py
from typing import List
from ninja import NinjaAPI, Schema
from ninja.pagination import paginate, PageNumberPagination
from .models import Item
api = NinjaAPI()
class ItemOut(Schema):
    id: int
@api.get("/items/all", response=List[ItemOut])
def all(request):
    return Item.objects.all()
@api.get("/items/some", response=List[ItemOut])
@paginate
def some(request):
    return Item.objects.all()
""",
    "django custom manager and queryset as_manager": """
=== requirements.txt
django
djangorestframework
=== manage.py
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
=== config/__init__.py
=== config/settings.py
ROOT_URLCONF = "config.urls"
INSTALLED_APPS = ["rest_framework", "shop"]
=== shop/__init__.py
=== shop/models.py
from django.db import models
class Shelf(models.Model):
    name = models.CharField(max_length=10)
class ItemQuerySet(models.QuerySet):
    def live(self): return self.filter(name="x")
    def newest(self): return self.order_by("-id")[:10]
class ItemManager(models.Manager):
    def live(self): return self.get_queryset().filter(name="x")
class Item(models.Model):
    objects = ItemQuerySet.as_manager()
    others = ItemManager()
    name = models.CharField(max_length=10)
    shelf = models.ForeignKey(Shelf, related_name="items", on_delete=models.CASCADE)
=== shop/serializers.py
from rest_framework import serializers
from .models import Item, Shelf
class ItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = Item
        fields = ["id", "name"]

=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.a), path("items/some", views.s)]
=== shop/views.py
from django.http import JsonResponse
from .models import Item
def a(request): return JsonResponse([i.id for i in Item.others.live()], safe=False)
def s(request): return JsonResponse([i.id for i in Item.objects.live().newest()], safe=False)
""",
    "a queryset that is handed to what answers": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.a), path("items/some", views.s)]
=== shop/views.py
from django.http import JsonResponse
from .models import Item
def answer(items): return JsonResponse([row for row in items.values("name")], safe=False)
def a(request): return answer(Item.objects.filter(name="x"))
def s(request): return answer(Item.objects.filter(name="x")[:10])
""",
    "a queryset that is handed to a function within": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.a), path("items/some", views.s)]
=== shop/views.py
from django.http import JsonResponse
from .models import Item
def a(request):
    def answer(items): return JsonResponse([row for row in items.values("name")], safe=False)
    return answer(Item.objects.filter(name="x"))
def s(request):
    def answer(items): return JsonResponse([row for row in items.values("name")], safe=False)
    return answer(Item.objects.filter(name="x")[:10])
""",
    "a helper's queryset that is handed to what answers": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.a), path("items/some", views.s)]
=== shop/views.py
from django.http import JsonResponse
from .models import Item
def found(request, bounded):
    items = Item.objects.filter(name="x")
    if bounded:
        items = items[: int(request.GET["n"])]
    return items
def answer(items):
    rows = []
    for item in items:
        rows.append(item.name)
    return JsonResponse({"items": rows})
def a(request):
    items = found(request, False)
    return answer(items)
def s(request): return answer(found(request, True))
""",
    "drf generics.ListAPIView get overridden returns Response of own": SHOP
    + """
=== config/urls.py
from django.urls import path
from shop import views
urlpatterns = [path("items/all", views.All.as_view()), path("items/some", views.Some.as_view())]
=== shop/views.py
from rest_framework import generics
from rest_framework.response import Response
from .models import Item
from .serializers import ItemSerializer
class All(generics.GenericAPIView):
    serializer_class = ItemSerializer
    def get_queryset(self): return Item.objects.all()
    def get(self, request):
        serializer = self.serializer_class(self.get_queryset(), many=True)
        return Response({"data": serializer.data})
class Some(generics.ListAPIView):
    serializer_class = ItemSerializer
    def get_queryset(self):
        limit = int(self.request.query_params.get("limit", 10))
        return Item.objects.all()[:limit]
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_between_views_and_models(tmp_path: Path, project: str) -> None:
    assert paged(tmp_path, project) == (False, True)
