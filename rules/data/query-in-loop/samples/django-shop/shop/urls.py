from django.urls import path

from shop import views

urlpatterns = [
    path("basket/", views.basket),
    path("basket/all/", views.basket_at_once),
    path("tags/", views.Tags.as_view()),
    path("combined/", views.combined),
    path("gathered/", views.gathered),
]
