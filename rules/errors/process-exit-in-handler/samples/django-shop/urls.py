from django.urls import path

from views import CartView, checkout

urlpatterns = [path("checkout/", checkout), path("cart/", CartView.as_view())]
