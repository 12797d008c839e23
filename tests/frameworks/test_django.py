"""Django programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of, paths_of, routes_of

SETTINGS = {"shop/settings.py": 'ROOT_URLCONF = "shop.urls"\n'}


def test_includes_over_files_in_all_forms(tmp_path: Path) -> None:
    files = SETTINGS | {
        "shop/urls.py": """
            from django.contrib import admin
            from django.urls import include, path, re_path
            from orders import urls as order_urls
            from . import views

            extra = [path("health/", views.health)]
            VERSION = "v1"
            urlpatterns = [
                path("admin/", admin.site.urls),
                path("", views.home, name="home"),
                path(f"api/{VERSION}/", include(("catalog.urls", "catalog"), namespace="catalog")),
                path("orders", include(order_urls)),
                path("internal/", include((extra, "extra"))),
                path("nested/", include([path("a/", include([path("b/<slug:name>/", views.home)]))])),
                re_path(r"^old/(?P<year>[0-9]{4})/(\\d+)/$", views.home),
            ]
        """,
        "shop/views.py": """
            def home(request):
                ...
            def health(request):
                ...
        """,
        "catalog/urls.py": """
            from django.conf.urls import url
            from catalog.views import ProductView
            app_name = "catalog"
            urlpatterns = [
                url(r"^products/(?P<pk>\\d+)/?$", ProductView.as_view()),
                url("^products/$", view=ProductView.as_view(), name="products"),
            ]
        """,
        "catalog/views.py": """
            from django.views import View
            class ProductView(View):
                def get(self, request, pk=None):
                    ...
                async def delete(self, request, pk):
                    ...
        """,
        "orders/urls.py": """
            from django.urls import path
            from orders import views
            urlpatterns = [path("/<int:order_id>", views.show)]
            urlpatterns += [path("/<uuid:order_id>/cancel", views.cancel)]
            urlpatterns.append(path("/mine", views.mine))
        """,
        "orders/views.py": """
            from django.views.decorators.http import require_http_methods, require_POST, require_GET
            @require_GET
            def show(request, order_id):
                ...
            @require_POST
            def cancel(request, order_id):
                ...
            @require_http_methods(["GET", "HEAD", "POST"])
            def mine(request):
                ...
        """,
    }
    assert paths_of(tmp_path, files) == [
        "* /",
        "* /internal/health/",
        "* /nested/a/b/{name}/",
        "* /old/{year}/{arg1}/",
        "DELETE /api/v1/products/",
        "DELETE /api/v1/products/{pk}/",
        "GET /api/v1/products/",
        "GET /api/v1/products/{pk}/",
        "GET /orders/mine",
        "GET /orders/{order_id}",
        "POST /orders/mine",
        "POST /orders/{order_id}/cancel",
    ]


def test_a_module_that_nothing_includes_has_no_routes(tmp_path: Path) -> None:
    files = SETTINGS | {
        "shop/urls.py": """
            from django.urls import path
            from shop.views import home
            urlpatterns = [path("", home)]
        """,
        "shop/views.py": "def home(request): ...\n",
        "unused/urls.py": """
            from django.urls import path
            from shop.views import home
            urlpatterns = [path("unused/", home)]
        """,
    }
    assert paths_of(tmp_path, files) == ["* /"]


def test_without_settings_the_module_that_no_other_includes_is_the_root(tmp_path: Path) -> None:
    files = {
        "urls.py": """
            from django.urls import include, path
            urlpatterns = [path("blog/", include("blog.urls"))]
        """,
        "blog/urls.py": """
            from django.urls import path
            from . import views
            urlpatterns = [path("<int:pk>/", views.post)]
        """,
        "blog/views.py": "def post(request, pk): ...\n",
    }
    assert paths_of(tmp_path, files) == ["* /blog/{pk}/"]


def test_loops_conditions_functions_and_languages(tmp_path: Path) -> None:
    files = SETTINGS | {
        "shop/settings.py": 'ROOT_URLCONF = "shop.urls"\nURL_PREFIX = "app/"\n',
        "shop/urls.py": """
            from django.conf import settings
            from django.conf.urls.i18n import i18n_patterns
            from django.conf.urls.static import static
            from django.urls import include, path
            from shop import views

            PAGES = [("about", views.about), ("terms", views.terms)]

            def crud(name, view):
                return [path(f"{name}/", view), path(f"{name}/<int:pk>/", view)]

            urlpatterns = [path(f"{name}/", view) for name, view in PAGES]
            urlpatterns += [*crud("cars", views.cars)]
            urlpatterns += [path(settings.URL_PREFIX, include([path("inside/", views.about)]))]
            urlpatterns += i18n_patterns(path("shop/", views.terms))
            if settings.DEBUG:
                urlpatterns += static("/media/", document_root="x") + [path("debug/", views.about)]
            if settings.FEATURE:
                urlpatterns = [path("feature/", views.about)] + urlpatterns
            for name in ("x", "y"):
                urlpatterns.append(path(name, views.about))
        """,
        "shop/views.py": """
            def about(request): ...
            def terms(request): ...
            def cars(request, pk=None): ...
        """,
    }
    assert paths_of(tmp_path, files) == [
        "* /about/",
        "* /app/inside/",
        "* /cars/",
        "* /cars/{pk}/",
        "* /debug/",
        "* /feature/",
        "* /terms/",
        "* /x",
        "* /y",
        "* /{language}/shop/",
    ]
    found = backend_of(tmp_path, files).routes
    assert sorted(item.path for item in found if item.conditional) == ["/debug/", "/feature/"]


def test_guards_of_functions(tmp_path: Path) -> None:
    files = SETTINGS | {
        "shop/urls.py": """
            from django.contrib.auth.decorators import login_required, permission_required
            from django.urls import path
            from django.views.decorators.cache import cache_page
            from django.views.decorators.csrf import csrf_exempt
            from shop import views
            from shop.access import staff_only
            urlpatterns = [
                path("a/", views.plain),
                path("b/", views.guarded),
                path("c/", login_required(views.plain)),
                path("d/", cache_page(60)(permission_required("shop.view")(views.plain))),
                path("e/", csrf_exempt(views.Hook.as_view())),
                path("f/", staff_only(views.plain)),
                path("g/", staff_only(login_required(views.Hook.as_view()))),
            ]
        """,
        "shop/access.py": """
            from functools import wraps
            def staff_only(view):
                @wraps(view)
                def inner(request, *args, **kwargs):
                    if not request.user.is_staff:
                        raise PermissionDenied
                    return view(request, *args, **kwargs)
                return inner
        """,
        "shop/views.py": """
            from django.contrib.auth.decorators import login_required, user_passes_test
            from django.views import View
            from django.views.decorators.csrf import csrf_exempt
            from django.views.decorators.http import require_POST
            from shop.access import staff_only
            def plain(request): ...
            @csrf_exempt
            @require_POST
            @login_required
            @staff_only
            def guarded(request): ...
            class Hook(View):
                def post(self, request): ...
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("*", "/a/", "plain", ()),
        ("*", "/c/", "plain", ("login_required",)),
        ("*", "/d/", "plain", ("cache_page", "permission_required")),
        ("*", "/f/", "plain", ("staff_only",)),
        ("POST", "/b/", "guarded", ("login_required", "staff_only")),
        ("POST", "/e/", "Hook.post", ()),
        ("POST", "/g/", "Hook.post", ("staff_only", "login_required")),
    ]


def test_class_based_views(tmp_path: Path) -> None:
    files = SETTINGS | {
        "shop/urls.py": """
            from django.urls import path
            from django.views.generic import RedirectView, TemplateView
            from shop import views
            edit = views.Edit.as_view()
            urlpatterns = [
                path("list/", views.List.as_view()),
                path("edit/<int:pk>/", edit),
                path("read/", views.ReadOnly.as_view()),
                path("page/", TemplateView.as_view(template_name="page.html")),
                path("own/", views.Own.as_view()),
                path("login/", views.Login.as_view()),
                path("tenant/", views.TenantView.as_view()),
            ]
        """,
        "shop/views.py": """
            from django.contrib.auth.decorators import login_required, permission_required
            from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
            from django.contrib.auth.views import LoginView
            from django.utils.decorators import method_decorator
            from django.views.decorators.csrf import csrf_exempt
            from django.views.generic import ListView, UpdateView, View

            class List(LoginRequiredMixin, ListView):
                model = None

            class Edit(PermissionRequiredMixin, UpdateView):
                permission_required = "shop.change"

            class Base(View):
                def get(self, request): ...
                def post(self, request): ...

            @method_decorator([login_required, permission_required("x")], name="dispatch")
            class ReadOnly(Base):
                http_method_names = ["get", "head"]

            class Own(Base):
                @method_decorator(csrf_exempt)
                def dispatch(self, *args, **kwargs):
                    return super().dispatch(*args, **kwargs)
                @method_decorator(login_required)
                def post(self, request): ...

            class Login(LoginView):
                http_method_names = ("post",)

            class TenantMixin:
                def dispatch(self, request, *args, **kwargs):
                    if not request.tenant:
                        raise PermissionDenied
                    return super().dispatch(request, *args, **kwargs)

            class TenantView(TenantMixin, Base):
                post = None
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/edit/{pk}/", "Edit.get", ("PermissionRequiredMixin",)),
        ("GET", "/list/", "List.get", ("LoginRequiredMixin",)),
        ("GET", "/own/", "Own.get", ()),
        ("GET", "/page/", "TemplateView.get", ()),
        ("GET", "/read/", "ReadOnly.get", ("login_required", "permission_required")),
        ("GET", "/tenant/", "TenantView.get", ("TenantMixin.dispatch",)),
        ("POST", "/edit/{pk}/", "Edit.post", ("PermissionRequiredMixin",)),
        ("POST", "/login/", "Login.post", ()),
        ("POST", "/own/", "Own.post", ("login_required",)),
        ("PUT", "/edit/{pk}/", "Edit.put", ("PermissionRequiredMixin",)),
    ]


def test_middleware_of_the_project(tmp_path: Path) -> None:
    files = {
        "config/settings/base.py": """
            ROOT_URLCONF = "config.urls"
            MIDDLEWARE = [
                "django.middleware.security.SecurityMiddleware",
                "core.middleware.TenantMiddleware",
                "django.contrib.auth.middleware.LoginRequiredMiddleware",
            ]
        """,
        "config/settings/local.py": 'from .base import *\nROOT_URLCONF = "config.local_urls"\n',
        "config/urls.py": """
            from django.urls import path
            from core import views
            urlpatterns = [path("", views.home), path("in/", views.enter)]
        """,
        "core/middleware.py": """
            class TenantMiddleware:
                def __call__(self, request):
                    ...
        """,
        "core/views.py": """
            from django.contrib.auth.decorators import login_not_required
            def home(request): ...
            @login_not_required
            def enter(request): ...
        """,
    }
    login = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    assert routes_of(tmp_path, files) == [
        ("*", "/", "home", ("TenantMiddleware", login)),
        ("*", "/in/", "enter", ("TenantMiddleware",)),
    ]


def test_django_1_and_cycles(tmp_path: Path) -> None:
    files = SETTINGS | {
        "shop/urls.py": """
            from django.conf.urls import include, patterns, url
            urlpatterns = patterns("shop.views",
                url(r"^$", "home"),
                url(r"^again/", include("shop.urls")),
                url(r"^gone/", include("no.such.urls")),
            )
        """,
        "shop/views.py": "def home(request): ...\n",
    }
    found = paths_of(tmp_path, files)
    assert found[0] == "* /"
    assert len(found) < 15


REGISTERED = {
    "shop/settings.py": 'ROOT_URLCONF = "shop.urls"',
    "shop/urls.py": """
        from django.urls import include, path
        urlpatterns = [path("parts/", include("parts.urls"))]
    """,
    "registry.py": """
        import collections

        class Registry(dict):
            def __setitem__(self, key, value):
                raise TypeError("no")

        registry = Registry({"views": collections.defaultdict(dict), "stores": dict()})
    """,
    "parts/models.py": """
        from django.db import models

        class Named(models.Model):
            class Meta:
                abstract = True

        class SparePart(Named):
            pass

        class Supplier(Named):
            class Meta:
                app_label = "companies"
    """,
    "utilities/views.py": """
        from registry import registry

        def register_model_view(model, name="", path=None, detail=True):
            def _wrapper(cls):
                app_label = model._meta.app_label
                model_name = model._meta.model_name
                if model_name not in registry["views"][app_label]:
                    registry["views"][app_label][model_name] = []
                registry["views"][app_label][model_name].append({
                    "name": name, "view": cls, "path": path if path is not None else name, "detail": detail,
                })
                return cls
            return _wrapper
    """,
    "utilities/urls.py": """
        from django.urls import path
        from django.utils.module_loading import import_string
        from django.views.generic import View
        from registry import registry

        def get_model_urls(app_label, model_name, detail=True):
            paths = []
            try:
                views = [view for view in registry["views"][app_label][model_name] if view["detail"] == detail]
            except KeyError:
                return []
            for config in views:
                if type(config["view"]) is str:
                    view_ = import_string(config["view"])
                else:
                    view_ = config["view"]
                if issubclass(view_, View):
                    view_ = view_.as_view()
                url_path = f"{config['path']}/" if config["path"] else ""
                paths.append(path(url_path, view_))
            return paths
    """,
    "parts/views.py": """
        from django.views.generic import View
        from parts.models import SparePart, Supplier
        from utilities.views import register_model_view

        @register_model_view(SparePart, "list", path="", detail=False)
        class SparePartList(View):
            def get(self, request): ...

        @register_model_view(SparePart)
        class SparePartView(View):
            def get(self, request, pk): ...

        @register_model_view(SparePart, "add", detail=False)
        @register_model_view(SparePart, "edit")
        class SparePartEdit(View):
            def post(self, request, pk=None): ...

        @register_model_view(Supplier)
        class SupplierView(View):
            def get(self, request, pk): ...
    """,
    "parts/urls.py": """
        from django.urls import include, path
        from utilities.urls import get_model_urls
        from . import views

        urlpatterns = [
            path("parts/", include(get_model_urls("parts", "sparepart", detail=False))),
            path("parts/<int:pk>/", include(get_model_urls("parts", "sparepart"))),
            path("suppliers/<int:pk>/", include(get_model_urls("companies", "supplier"))),
            path("nobody/", include(get_model_urls("companies", "supplier", detail=False))),
            path("direct/", views.SupplierView.as_view()),
        ]
    """,
}


def test_views_that_class_decorators_put_into_a_registry(tmp_path: Path) -> None:
    assert paths_of(tmp_path, REGISTERED) == [
        "GET /parts/direct/",
        "GET /parts/parts/",
        "GET /parts/parts/{pk}/",
        "GET /parts/suppliers/{pk}/",
        "POST /parts/parts/add/",
        "POST /parts/parts/{pk}/edit/",
    ]
    assert not any(found.conditional for found in backend_of(tmp_path, REGISTERED).routes)
