from django.urls import path

import views

urlpatterns = [
    path("orders/", views.orders),
    # pedantic: missing-ownership-check
    path("orders/<int:pk>/cancel/", views.cancel),
    # ok: missing-ownership-check
    path("orders/<int:pk>/cancel-own/", views.cancel_own),
    # ok: missing-ownership-check
    path("orders/<int:pk>/cancel-queryset/", views.cancel_through_queryset),
    # ok: missing-ownership-check
    path("orders/<int:pk>/purge/", views.purge),
    # ok: missing-ownership-check
    path("orders/<int:pk>/settle/", views.settle),
    # ok: missing-ownership-check
    path("orders/<int:pk>/restore/", views.restore),
]
