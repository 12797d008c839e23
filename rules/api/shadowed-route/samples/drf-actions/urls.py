from django.urls import include, path
from rest_framework.routers import SimpleRouter
from shop.views import BookViewSet, Latest

router = SimpleRouter()
# ok: shadowed-route
router.register("books", BookViewSet, basename="book")
# ruleid: shadowed-route
router.register("books/latest", Latest, basename="latest")

urlpatterns = [path("api/", include(router.urls))]
