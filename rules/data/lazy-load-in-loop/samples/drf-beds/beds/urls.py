from rest_framework.routers import DefaultRouter

from . import views

router = DefaultRouter()
router.register("beds", views.Beds)
router.register("all", views.AllBeds)
urlpatterns = router.urls
