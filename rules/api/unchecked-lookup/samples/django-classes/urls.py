from django.urls import path

from views import Bare, Show

urlpatterns = [
    path("orders/<int:pk>/", Show.as_view()),
    path("orders/<int:pk>/bare/", Bare.as_view()),
]
