from django.urls import path

import views

urlpatterns = [
    # ok: unauthenticated-route
    path("orders/<slug>/edit/", views.OrderEdit.as_view()),
    # ruleid: unauthenticated-route
    path("orders/<slug>/move/", views.OrderMove.as_view()),
    # ok: unauthenticated-route
    path("orders/<slug>/close/", views.OrderClose.as_view()),
    # ok: unauthenticated-route
    path("orders/<slug>/ship/", views.OrderShip.as_view()),
    # ruleid: unauthenticated-route
    path("orders/<slug>/drop/", views.OrderDrop.as_view()),
]
