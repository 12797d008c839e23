from django.urls import include, path
from rest_framework.routers import DefaultRouter

from accounts import views

router = DefaultRouter()
router.register("members", views.MemberViewSet)
router.register("safe", views.SafeViewSet, basename="safe")

urlpatterns = [
    path("api/", include(router.urls)),
    path("named/", views.NamedList.as_view()),
    path("open/<int:pk>/", views.OpenView.as_view()),
    path("shown/<int:pk>/", views.ShownView.as_view()),
    path("built/<int:pk>/", views.BuiltView.as_view()),
    path("raw/", views.raw),
    path("rows/", views.named),
]
