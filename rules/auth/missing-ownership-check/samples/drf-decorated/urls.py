from django.urls import path

import views

urlpatterns = [
    path("baskets/", views.baskets),
    # ruleid: missing-ownership-check
    path("baskets/<int:pk>/remove/", views.remove),
    # ok: missing-ownership-check
    path("baskets/<int:pk>/remove-own/", views.remove_own),
    # ok: missing-ownership-check
    path("baskets/<int:pk>/remove-mine/", views.remove_of_caller),
]
