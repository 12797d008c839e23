from django.urls import path

from shop import views

urlpatterns = [
    path("orders/<int:pk>/", views.OrderView.as_view()),
    path("orders/<int:pk>/cancel/", views.cancel),
]
