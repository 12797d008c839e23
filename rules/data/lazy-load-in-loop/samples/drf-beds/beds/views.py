from django.db.models import Exists, OuterRef
from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet

from .choice import beds_of
from .models import Bed, Hospital
from .serializers import BedSerializer


# ok: lazy-load-in-loop
class Beds(ListModelMixin, GenericViewSet):
    queryset = Bed.objects.all().select_related("location").order_by("name")
    serializer_class = BedSerializer

    def get_queryset(self):
        queryset = self.queryset.annotate(is_big=Exists(Hospital.objects.filter(bed__id=OuterRef("id"))))
        return beds_of(user=self.request.user, queryset=queryset)


# ruleid: lazy-load-in-loop
class AllBeds(ListModelMixin, GenericViewSet):
    serializer_class = BedSerializer
    queryset = Bed.objects.all()

    def get_queryset(self):
        return beds_of(user=self.request.user)
