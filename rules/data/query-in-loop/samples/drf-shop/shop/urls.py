from django.urls import path

from shop import views

urlpatterns = [
    path("books/", views.Books.as_view()),
    path("books/<int:pk>/", views.BookOne.as_view()),
    path("authors/", views.Authors.as_view()),
    path("prices/", views.Prices.as_view()),
    path("books/pages/", views.BookPages.as_view()),
    path("books/pages/loaded/", views.BookPagesLoaded.as_view()),
]
