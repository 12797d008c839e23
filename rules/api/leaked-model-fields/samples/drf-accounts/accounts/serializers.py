from rest_framework import serializers

from accounts.models import Member


# ruleid: leaked-model-fields
class MemberSerializer(serializers.ModelSerializer):
    class Meta:
        model = Member
        fields = "__all__"


# ruleid: leaked-model-fields
class OpenSerializer(serializers.ModelSerializer):
    class Meta:
        model = Member
        exclude = ["phone"]


# ok: leaked-model-fields
class BuiltSerializer(serializers.ModelSerializer):
    class Meta:
        model = Member
        fields = [field.name for field in Member._meta.fields if field.name != "password"]


# ok: leaked-model-fields
class SafeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Member
        fields = "__all__"
        extra_kwargs = {"password": {"write_only": True}}


# ok: leaked-model-fields
class NamedSerializer(serializers.ModelSerializer):
    password = serializers.CharField(write_only=True)

    class Meta:
        model = Member
        fields = ["id", "username", "password"]
