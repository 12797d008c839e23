from django.urls import path

import views

urlpatterns = [
    path("orders/<int:pk>/", views.show),
    path("orders/<int:pk>/first/", views.first),
    path("orders/<int:pk>/safe/", views.safe),
    path("orders/<int:pk>/caught/", views.caught),
    path("orders/<int:pk>/nested/", views.nested),
    path("orders/mine/", views.mine),
]
