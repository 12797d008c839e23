from django.urls import path

import views

urlpatterns = [path("v1/hits/", views.hits), path("v1/orders/", views.orders), path("v1/pooled/", views.pooled_hits)]
