from rest_framework import serializers

from .models import Bed, Location


class LocationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Location
        fields = ("name",)


class BedSerializer(serializers.ModelSerializer):
    location_object = LocationSerializer(source="location", read_only=True)

    class Meta:
        model = Bed
        fields = ("name", "location_object")
