from django.urls import path

from blog import views

urlpatterns = [
    path("search/", views.search),
    path("message/", views.message),
    path("write/", views.write),
    path("posts/", views.PostList.as_view()),
    path("about/<str:name>/", views.About.as_view()),
]
