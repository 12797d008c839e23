from drf_dynamic_fields import DynamicFieldsMixin
from rest_framework import serializers

from .models import Bed, Clinic, Nurse, Region, Ward


class RegionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Region
        # ok: mass-assignment
        fields = "__all__"


class WardSerializer(serializers.ModelSerializer):
    class Meta:
        model = Ward
        # ok: mass-assignment
        fields = "__all__"


class ClinicSerializer(serializers.ModelSerializer):
    region_object = RegionSerializer(source="ward.region", read_only=True)
    ward_object = WardSerializer(source="ward", read_only=True)

    class Meta:
        model = Clinic
        # ruleid: mass-assignment
        fields = "__all__"


class BedSerializer(serializers.ModelSerializer):
    class Meta:
        model = Bed
        # ruleid: mass-assignment
        fields = "__all__"


class WardOfNobodySerializer(serializers.ModelSerializer):
    class Meta:
        model = Ward
        # pedantic: mass-assignment
        fields = "__all__"


class NurseSerializer(serializers.ModelSerializer):
    class Meta:
        model = Nurse
        # ruleid: mass-assignment
        fields = "__all__"


class TrailSerializer(serializers.ModelSerializer):
    def __init__(self, model, *args, **kwargs):
        self.Meta.model = model
        super().__init__()

    class Meta:
        # ok: mass-assignment
        fields = "__all__"


class NurseSummarySerializer(serializers.ModelSerializer):
    class Meta:
        model = Nurse
        # ok: mass-assignment
        fields = "__all__"


class ShiftSerializer(serializers.ModelSerializer):
    class Meta:
        model = Nurse
        # ruleid: mass-assignment
        fields = "__all__"


class ListedClinicSerializer(DynamicFieldsMixin, serializers.ModelSerializer):
    class Meta:
        model = Clinic
        # ok: mass-assignment
        fields = "__all__"
