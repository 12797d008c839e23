from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.generics import ListAPIView
from rest_framework.response import Response

from .models import Bed, Clinic, Nurse, Region, Ward
from .serializers import (
    BedSerializer,
    ClinicSerializer,
    ListedClinicSerializer,
    NurseSerializer,
    NurseSummarySerializer,
    RegionSerializer,
    ShiftSerializer,
    TrailSerializer,
    WardSerializer,
)


class RegionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    queryset = Region.objects.all()
    serializer_class = RegionSerializer

    @action(detail=True, methods=["get"])
    def wards(self, *args, **kwargs):
        region = self.get_object()
        return Response(WardSerializer(region.ward_set.select_related("region"), many=True).data)


class WardList(ListAPIView):
    queryset = Ward.objects.all()
    serializer_class = WardSerializer


class ClinicViewSet(viewsets.ModelViewSet):
    queryset = Clinic.objects.all()
    serializer_class = ClinicSerializer

    @action(detail=True, methods=["get"])
    def trail(self, *args, **kwargs):
        return Response(TrailSerializer(Clinic, [self.get_object()], many=True).data)


class Beds(viewsets.GenericViewSet):
    queryset = Bed.objects.all()
    serializer_class = BedSerializer

    @action(detail=False, methods=["post"])
    def add(self, request):
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(serializer.data)


class NurseViewSet(mixins.CreateModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet):
    queryset = Nurse.objects.all()

    def get_serializer_class(self):
        if self.action == "list":
            return NurseSummarySerializer
        return NurseSerializer


class Shifts(viewsets.ViewSet):
    def create(self, request):
        form = ShiftSerializer(Nurse.objects.first(), request.data)
        form.is_valid(raise_exception=True)
        form.save()
        return Response(form.data)


class ListedClinics(viewsets.ModelViewSet):
    queryset = Clinic.objects.all()
    serializer_class = ListedClinicSerializer

    def get_serializer_context(self):
        context = super().get_serializer_context()
        context["request"].query_params["fields"] = "id,name"
        return context
