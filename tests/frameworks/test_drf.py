"""Django REST framework and Django Ninja programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.guards import authentication_of
from frameworks.programs import backend_of, paths_of, routes_of

SETTINGS = {"api/settings.py": 'ROOT_URLCONF = "api.urls"\n'}
AUTHENTICATED = "rest_framework.permissions.IsAuthenticated"


def test_routers_and_viewsets(tmp_path: Path) -> None:
    files = SETTINGS | {
        "api/urls.py": """
            from django.urls import include, path
            from rest_framework.routers import DefaultRouter, SimpleRouter
            from cars.urls import router as cars
            from api import views

            router = DefaultRouter()
            router.register(r"users", views.UserViewSet, basename="user")
            router.register("logs", viewset=views.LogViewSet)
            router.registry.extend(cars.registry)
            short = SimpleRouter(trailing_slash=False)
            for name, viewset in {"tags": views.TagViewSet}.items():
                short.register(name, viewset)
            urlpatterns = [path("v1/", include((router.urls, "v1"))), path("v2/", include(short.urls))]
            urlpatterns += [path("me/", views.UserViewSet.as_view({"get": "me", "patch": "partial_update"}))]
        """,
        "api/views.py": """
            from rest_framework import mixins, viewsets
            from rest_framework.decorators import action
            from rest_framework.permissions import AllowAny, IsAdminUser, IsAuthenticated

            class UserViewSet(viewsets.ModelViewSet):
                lookup_field = "username"
                http_method_names = ["get", "post", "patch", "head"]
                permission_classes = [IsAuthenticated]

                @action(detail=True, methods=["post"], url_path="set-password", permission_classes=[IsAdminUser])
                def set_password(self, request, username=None): ...

                @set_password.mapping.patch
                def change_password(self, request, username=None): ...

                @action(detail=False, permission_classes=[AllowAny])
                def me(self, request): ...

            class LogViewSet(viewsets.ReadOnlyModelViewSet):
                pass

            class TagViewSet(mixins.ListModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet):
                lookup_url_kwarg = "tag"
                def create(self, request): ...
        """,
        "cars/urls.py": """
            from rest_framework import routers
            from cars.views import CarViewSet
            router = routers.SimpleRouter()
            router.register("cars", CarViewSet)
        """,
        "cars/views.py": """
            from rest_framework.viewsets import ViewSet
            class CarViewSet(ViewSet):
                def list(self, request): ...
        """,
    }
    users = (AUTHENTICATED,)
    admin = ("rest_framework.permissions.IsAdminUser",)
    assert routes_of(tmp_path, files) == [
        ("DELETE", "/v2/tags/{tag}", "TagViewSet.destroy", ()),
        ("GET", "/me/", "UserViewSet.me", users),
        ("GET", "/v1/", "APIRootView.get", ()),
        ("GET", "/v1/cars/", "CarViewSet.list", ()),
        ("GET", "/v1/logs/", "LogViewSet.list", ()),
        ("GET", "/v1/logs/{pk}/", "LogViewSet.retrieve", ()),
        ("GET", "/v1/users/", "UserViewSet.list", users),
        ("GET", "/v1/users/me/", "UserViewSet.me", ()),
        ("GET", "/v1/users/{username}/", "UserViewSet.retrieve", users),
        ("GET", "/v2/tags", "TagViewSet.list", ()),
        ("PATCH", "/me/", "UserViewSet.partial_update", users),
        ("PATCH", "/v1/users/{username}/", "UserViewSet.partial_update", users),
        ("PATCH", "/v1/users/{username}/set-password/", "UserViewSet.change_password", admin),
        ("POST", "/v1/users/", "UserViewSet.create", users),
        ("POST", "/v1/users/{username}/set-password/", "UserViewSet.set_password", admin),
        ("POST", "/v2/tags", "TagViewSet.create", ()),
    ]


def test_nested_routers_and_routers_of_the_project(tmp_path: Path) -> None:
    files = SETTINGS | {
        "api/routers.py": """
            from rest_framework.routers import DefaultRouter
            class BulkRouter(DefaultRouter):
                def __init__(self, *args, **kwargs):
                    super().__init__(*args, **kwargs)
                    self.trailing_slash = "/?"
                    self.routes[0].mapping.update({"put": "bulk_update"})
        """,
        "api/urls.py": """
            from django.urls import include, path
            from rest_framework_nested import routers
            from api import views
            from api.routers import BulkRouter

            router = BulkRouter()
            router.register("domains", views.DomainViewSet)
            domains = routers.NestedSimpleRouter(router, "domains", lookup="domain")
            domains.register("servers", views.ServerViewSet, basename="servers")
            servers = routers.NestedSimpleRouter(domains, "servers", lookup="server")
            servers.register("ports", views.PortViewSet)
            urlpatterns = router.urls + domains.urls
            urlpatterns += servers.urls
        """,
        "api/views.py": """
            from rest_framework import viewsets
            class DomainViewSet(viewsets.GenericViewSet):
                def bulk_update(self, request): ...
            class ServerViewSet(viewsets.GenericViewSet):
                lookup_field = "name"
                def list(self, request, domain_pk): ...
            class PortViewSet(viewsets.GenericViewSet):
                def retrieve(self, request, domain_pk, server_name, pk): ...
        """,
    }
    assert paths_of(tmp_path, files) == [
        "GET /",
        "GET /domains/{domain_pk}/servers/",
        "GET /domains/{domain_pk}/servers/{server_name}/ports/{pk}/",
        "PUT /domains/",
    ]


def test_api_views_generics_and_defaults_of_the_settings(tmp_path: Path) -> None:
    files = {
        "api/settings.py": """
            ROOT_URLCONF = "api.urls"
            REST_FRAMEWORK = {
                "DEFAULT_PERMISSION_CLASSES": ("core.permissions.IsMember",),
                "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
                "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
            }
        """,
        "core/permissions.py": """
            from rest_framework.permissions import BasePermission
            class IsMember(BasePermission):
                def has_permission(self, request, view): ...
            class IsOwner(BasePermission):
                def has_object_permission(self, request, view, obj): ...
        """,
        "api/urls.py": """
            from django.urls import path
            from rest_framework.authtoken.views import obtain_auth_token
            from rest_framework.urlpatterns import format_suffix_patterns
            from rest_framework_simplejwt.views import TokenObtainPairView
            from api import views
            urlpatterns = [
                path("items/", views.Items.as_view()),
                path("items/<int:pk>/", views.Item.as_view(permission_classes=[])),
                path("status/", views.Status.as_view()),
                path("login/", obtain_auth_token),
                path("token/", TokenObtainPairView.as_view()),
                path("ping/", views.ping),
                path("upload/", views.upload),
                path("page/", views.page),
            ]
            urlpatterns = format_suffix_patterns(urlpatterns)
        """,
        "api/views.py": """
            from rest_framework import generics
            from rest_framework.decorators import api_view, authentication_classes, permission_classes
            from rest_framework.permissions import AllowAny, IsAdminUser, IsAuthenticated, IsAuthenticatedOrReadOnly
            from rest_framework.throttling import AnonRateThrottle
            from rest_framework.views import APIView
            from core.permissions import IsOwner

            class Items(generics.ListCreateAPIView):
                permission_classes = [IsAuthenticatedOrReadOnly]
                throttle_classes = []
            class Item(generics.RetrieveUpdateDestroyAPIView):
                http_method_names = ["get", "delete"]
            class Base(APIView):
                permission_classes = [IsAuthenticated & IsOwner]
                throttle_classes = [AnonRateThrottle]
            class Status(Base):
                def get(self, request): ...
            @api_view()
            @permission_classes([AllowAny])
            def ping(request): ...
            @api_view(["POST", "PUT"])
            @authentication_classes([])
            @permission_classes([IsAdminUser])
            def upload(request): ...
            def page(request): ...
        """,
    }
    token = "rest_framework.authentication.TokenAuthentication"  # a class
    limit = "rest_framework.throttling.UserRateThrottle"
    assert routes_of(tmp_path, files) == [
        ("*", "/page/", "page", ()),
        ("DELETE", "/items/{pk}/", "Item.delete", (limit,)),
        ("GET", "/items/", "Items.get", ()),
        ("GET", "/items/{pk}/", "Item.get", (limit,)),
        ("GET", "/ping/", "ping", (limit,)),
        ("GET", "/status/", "Status.get",
         (token, "IsAuthenticated", "IsOwner", "rest_framework.throttling.AnonRateThrottle")),
        ("POST", "/items/", "Items.post", (token, "rest_framework.permissions.IsAuthenticatedOrReadOnly")),
        ("POST", "/login/", "obtain_auth_token", ()),
        ("POST", "/token/", "TokenObtainPairView.post", (limit,)),
        ("POST", "/upload/", "upload", ("rest_framework.permissions.IsAdminUser", limit)),
        ("PUT", "/upload/", "upload", ("rest_framework.permissions.IsAdminUser", limit)),
    ]  # fmt: skip


def test_permissions_chosen_by_the_view(tmp_path: Path) -> None:
    files = SETTINGS | {
        "api/urls.py": """
            from django.urls import path
            from api.views import Asked, Things
            urlpatterns = [path("things/", Things.as_view()), path("asked/", Asked.as_view())]
        """,
        "api/views.py": """
            from rest_framework.permissions import IsAdminUser
            from rest_framework.views import APIView
            class Chosen:
                def get_permissions(self):
                    return [IsAdminUser()] if self.request.method == "POST" else []
            class Things(Chosen, APIView):
                def get(self, request): ...
                def post(self, request): ...
            class Asked(APIView):
                def get_permissions(self):
                    return permissions_of(self.request.user)
                def get(self, request): ...
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/asked/", "Asked.get", ("Asked.get_permissions",)),
        ("GET", "/things/", "Things.get", ()),
        ("POST", "/things/", "Things.post", ("rest_framework.permissions.IsAdminUser",)),
    ]


def test_ninja(tmp_path: Path) -> None:
    files = SETTINGS | {
        "api/urls.py": """
            from django.urls import path
            from api.main import api
            urlpatterns = [path("api/", api.urls)]
        """,
        "api/main.py": """
            from ninja import NinjaAPI
            from ninja.security import HttpBearer
            from events.api import router

            class Bearer(HttpBearer):
                def authenticate(self, request, token): ...

            api = NinjaAPI(auth=Bearer())
            api.add_router("/events/", router)
            api.add_router("/news", "news.api.router")

            @api.get("/open/{int:item_id}", auth=None)
            def open(request, item_id: int): ...
        """,
        "events/api.py": """
            from ninja import Router
            router = Router()
            @router.get("")
            def events(request): ...
            @router.api_operation(["POST", "PATCH"], "/{event_id}")
            def change(request, event_id: int): ...
        """,
        "news/api.py": """
            from ninja import Router
            from ninja.security import django_auth
            router = Router(auth=django_auth)
            @router.delete("/{id}")
            def remove(request, id: int): ...
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("DELETE", "/api/news/{id}", "remove", ("ninja.security.django_auth",)),
        ("GET", "/api/events", "events", ("Bearer",)),
        ("GET", "/api/open/{item_id}", "open", ()),
        ("PATCH", "/api/events/{event_id}", "change", ("Bearer",)),
        ("POST", "/api/events/{event_id}", "change", ("Bearer",)),
    ]


def test_generic_classes_are_bases_whatever_they_are_of(tmp_path: Path) -> None:
    files = {
        "proj/urls.py": """
            from django.urls import include, path
            from rest_framework.routers import DefaultRouter
            from rest_framework.viewsets import ReadOnlyModelViewSet
            from proj.models import Tag

            class TagViewSet(ReadOnlyModelViewSet[Tag]):
                queryset = Tag.objects.all()

            router = DefaultRouter()
            router.register("tags", TagViewSet)
            urlpatterns = [path("api/", include(router.urls))]
        """,
        "proj/models.py": """
            from django.db import models

            class Tag(models.Model): ...
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /api/", "GET /api/tags/", "GET /api/tags/{pk}/"]


def test_lists_that_the_framework_answers_with_come_in_pages_or_not(tmp_path: Path) -> None:
    files = {
        "proj/settings.py": """
            ROOT_URLCONF = "proj.urls"
            REST_FRAMEWORK = {"DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination"}
        """,
        "proj/urls.py": """
            from django.urls import include, path
            from rest_framework.pagination import PageNumberPagination
            from rest_framework.routers import SimpleRouter
            from rest_framework.viewsets import ReadOnlyModelViewSet

            class Pages(PageNumberPagination):
                page_size = 25

            class Sized(ReadOnlyModelViewSet):
                pagination_class = Pages

            class Default(ReadOnlyModelViewSet): ...

            class Whole(ReadOnlyModelViewSet):
                pagination_class = None

            router = SimpleRouter()
            router.register("sized", Sized)
            router.register("default", Default)
            router.register("whole", Whole)
            urlpatterns = [path("", include(router.urls))]
        """,
    }
    pages = {found.path: found.route.paged for found in backend_of(tmp_path, files).routes if "{" not in found.path}
    assert pages == {"/sized/": True, "/default/": False, "/whole/": False}


def test_permissions_of_the_project_that_let_everybody_use_some_methods(tmp_path: Path) -> None:
    files = {
        "shop/settings.py": """
            ROOT_URLCONF = "shop.urls"
            REST_FRAMEWORK = {
                "DEFAULT_AUTHENTICATION_CLASSES": ["oauth2_provider.contrib.rest_framework.OAuth2Authentication"],
            }
        """,
        "shop/permissions.py": """
            from rest_framework import permissions

            class ReadersPermission(permissions.BasePermission):
                def has_permission(self, request, view):
                    if request.method in permissions.SAFE_METHODS:
                        return True
                    elif request.method == "DELETE":
                        return True
                    else:
                        return bool(request.user and request.user.is_staff)

            class OwnerPermission(ReadersPermission):
                def has_object_permission(self, request, view, obj):
                    return obj.owner == request.user
        """,
        "shop/views.py": """
            from rest_framework.decorators import api_view, permission_classes
            from rest_framework.views import APIView
            from shop.permissions import OwnerPermission, ReadersPermission

            @api_view(["GET", "PATCH", "DELETE"])
            @permission_classes((ReadersPermission,))
            def articles(request): ...

            class Orders(APIView):
                permission_classes = [OwnerPermission]
                def get(self, request): ...
        """,
        "shop/urls.py": """
            from django.urls import path
            from shop import views
            urlpatterns = [path("articles/", views.articles), path("orders/", views.Orders.as_view())]
        """,
    }
    found = {
        (method, route.path): [guard.name.rpartition(".")[2] for guard in authentication_of(route)]
        for route in backend_of(tmp_path, files).routes
        for method in route.methods
    }
    assert found == {
        ("GET", "/articles/"): [],
        ("PATCH", "/articles/"): ["OAuth2Authentication", "ReadersPermission"],
        ("DELETE", "/articles/"): [],
        ("GET", "/orders/"): ["OAuth2Authentication", "OwnerPermission"],
    }


def test_routers_with_routes_of_their_own_and_settings_in_several_files(tmp_path: Path) -> None:
    files = {
        "api/settings/default.py": 'ROOT_URLCONF = "api.urls"\nload_file("defaults.py")\n',
        "api/settings/defaults.py": 'API_PREFIX: str = "api/shop"\n',
        "api/settings/development_defaults.py": 'API_PREFIX = "dev"\n',
        "api/routers.py": """
            from rest_framework.routers import DynamicRoute, Route, SimpleRouter

            class OneRouter(SimpleRouter):
                routes = [
                    Route(
                        url=r"^{prefix}{trailing_slash}$",
                        mapping={"get": "retrieve", "put": "update"},
                        name="{basename}-detail",
                        detail=False,
                        initkwargs={"suffix": "Retrieve"},
                    ),
                    Route(r"^{prefix}/of/{lookup}$", {"delete": "destroy"}, "{basename}-one", True, {}),
                    DynamicRoute(url=r"^{prefix}/{url_path}$", name="x", detail=False, initkwargs={}),
                ]
        """,
        "api/urls.py": """
            from django.conf import settings
            from django.urls import include, path
            from api.routers import OneRouter
            from api.views import CartViewSet

            router = OneRouter()
            router.register("cart", CartViewSet)
            urlpatterns = [path(f"{settings.API_PREFIX}/", include(router.urls))]
        """,
        "api/views.py": """
            from rest_framework.decorators import action
            from rest_framework.viewsets import ModelViewSet

            class CartViewSet(ModelViewSet):
                @action(detail=False)
                def totals(self, request): ...

                @action(detail=True)
                def hidden(self, request, pk): ...
        """,
    }
    assert set(paths_of(tmp_path, files)) == {
        "GET /api/shop/cart/",
        "PUT /api/shop/cart/",
        "DELETE /api/shop/cart/of/{pk}",
        "GET /api/shop/cart/totals",
    }
