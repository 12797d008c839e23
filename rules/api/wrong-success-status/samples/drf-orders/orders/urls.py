from django.urls import path

from orders import views

urlpatterns = [path("orders/", views.Orders.as_view()), path("orders/<int:pk>/", views.One.as_view())]
