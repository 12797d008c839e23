from django.urls import path

from . import views

urlpatterns = [
    # ruleid: unbounded-page-size
    path("orders", views.orders),
    # ok: unbounded-page-size
    path("bounded/orders", views.bounded),
    # ok: unbounded-page-size
    path("window/orders", views.window),
    # ok: unbounded-page-size
    path("named/orders", views.named_window),
    # ruleid: unbounded-page-size
    path("moved/orders", views.moved),
    # ruleid: unbounded-page-size
    path("growing/orders", views.growing),
]
