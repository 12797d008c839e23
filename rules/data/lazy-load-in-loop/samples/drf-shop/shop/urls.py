from django.urls import include, path
from rest_framework.routers import DefaultRouter

from shop import views

router = DefaultRouter()
router.register("book-set", views.BookSet)
router.register("book-keys", views.BookKeySet)
router.register("book-actions", views.BookActionSet)
router.register("book-action-queries", views.BookActionQuerySet)
router.register("book-methods", views.BookMethods)
router.register("book-methods-prefetched", views.BookMethodsPrefetched)
router.register("loan-set", views.LoanSet)

router.register("book-by-action", views.BookByAction)
router.register("book-none", views.BookNone, basename="none")

urlpatterns = [
    path("", include(router.urls)),
    path("books/", views.Books.as_view()),
    path("books/loaded/", views.BooksLoaded.as_view()),
    path("books/half/", views.BooksHalf.as_view()),
    path("books/manager/", views.BooksManager.as_view()),
    path("books/helper/", views.BooksHelper.as_view()),
    path("books/filtered/", views.BooksFiltered.as_view()),
    path("books/<int:pk>/", views.BookOne.as_view()),
    path("books/properties/", views.BookProperties.as_view()),
    path("books/counts/", views.BookCounts.as_view()),
    path("books/counts/prefetched/", views.BookCountsPrefetched.as_view()),
    path("books/writes/", views.BookWrites.as_view()),
    path("books/search/", views.BookSearch.as_view()),
    path("books/newest/", views.newest),
    path("authors/strings/", views.AuthorStrings.as_view()),
    path("authors/strings/loaded/", views.AuthorStringsLoaded.as_view()),
    path("authors/slugs/", views.AuthorSlugs.as_view()),
    path("authors/slugs/loaded/", views.AuthorSlugsLoaded.as_view()),
    path("books/maybe/", views.BookMaybe.as_view()),
    path("authors/<int:pk>/books/", views.AuthorBooks.as_view()),
    path("loans/depth/", views.LoanDepths.as_view()),
    path("loans/own/", views.LoanOwn.as_view()),
]
