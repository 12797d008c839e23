from django.urls import path

from . import views

urlpatterns = [
    path("orders/", views.create),
    path("orders/together/", views.create_together),
    path("orders/defaults/", views.create_defaults),
    path("orders/many/", views.create_orders),
    path("orders/rename/", views.rename),
]
