from django.urls import path

from . import views

urlpatterns = [
    # ruleid: unbounded-page-size
    path("orders", views.orders),
    # ok: unbounded-page-size
    path("bounded/orders", views.bounded),
]
