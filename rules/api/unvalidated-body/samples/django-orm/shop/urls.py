from django.urls import path

from . import views

urlpatterns = [
    # ruleid: unvalidated-body
    path("orders", views.create),
    # ok: unvalidated-body
    path("form/orders", views.by_form),
    # ruleid: unvalidated-body
    path("api/orders", views.api_create),
    # ok: unvalidated-body
    path("serializer/orders", views.by_serializer),
]
