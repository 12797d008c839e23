from django.urls import path, re_path

from views import book, create, runtime

urlpatterns = [
    path("v1/runtime", runtime),
    # ok: shadowed-route
    path("v1/runtime/", runtime),
    path("v1/books/<int:book_id>/", book),
    # ruleid: shadowed-route
    path("v1/books/<int:pk>/", book),
    # ok: shadowed-route
    path("v1/books/create/", create),
    re_path(r"^v1/years/(?P<year>[0-9]{4})/$", book),
    # ok: shadowed-route
    re_path(r"^v1/years/latest/$", create),
    path("v1/shelves/<slug:name>/", book),
    # ruleid: shadowed-route
    path("v1/shelves/create/", create),
    # ok: shadowed-route
    re_path(r"^v1/shelves/export$", create),
    re_path(r"^v1/shops/(?P<name>[\w-]+)/$", book),
    # ruleid: shadowed-route
    re_path(r"^v1/shops/create/$", create),
]
