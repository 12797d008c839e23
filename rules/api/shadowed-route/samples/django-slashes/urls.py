from django.urls import path

from views import book, runtime

urlpatterns = [
    path("v1/runtime", runtime),
    # ok: shadowed-route
    path("v1/runtime/", runtime),
    path("v1/books/<int:book_id>/", book),
    # ruleid: shadowed-route
    path("v1/books/<int:pk>/", book),
]
