from django.urls import include, path
from rest_framework import routers

from .views import AllNotes, MyNotes, MyProfile, NoteViewSet, PagedNotes, ProfileViewSet

router = routers.DefaultRouter()
# ok: unpaginated-list
router.register("profiles", ProfileViewSet, "profile")
# ruleid: unpaginated-list
router.register("notes", NoteViewSet, "note")

# ruleid: unpaginated-list
router.register("all-notes", AllNotes, "all-note")
# ok: unpaginated-list
router.register("my/profiles", MyProfile, "my-profile")
# ruleid: unpaginated-list
router.register("my/notes", MyNotes, "my-note")
# ok: unpaginated-list
router.register("paged/notes", PagedNotes, "paged-note")

urlpatterns = [path("api/v1/", include(router.urls))]
