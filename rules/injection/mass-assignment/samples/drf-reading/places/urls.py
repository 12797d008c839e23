from rest_framework.routers import DefaultRouter

from . import views

router = DefaultRouter()
router.register("regions", views.RegionViewSet)
router.register("clinics", views.ClinicViewSet)
router.register("beds", views.Beds)
router.register("nurses", views.NurseViewSet)
router.register("shifts", views.Shifts, basename="shift")
urlpatterns = router.urls
