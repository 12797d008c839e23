from django.urls import path

from . import views

urlpatterns = [
    path("articles/<int:pk>/", views.article),
    path("articles/<int:pk>/async/", views.article_async),
    path("articles/<int:pk>/plain/", views.article_plain),
]
