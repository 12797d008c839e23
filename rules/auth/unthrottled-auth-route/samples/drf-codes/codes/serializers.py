from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.utils.timezone import now
from rest_framework import serializers
from rest_framework.exceptions import Throttled, ValidationError

from .limits import is_too_often
from .models import SentCode


class SendCodeSerializer(serializers.ModelSerializer):
    class Meta:
        model = SentCode
        fields = ("phone_number",)

    def create(self, validated_data):
        sent = SentCode.objects.filter(
            created_date__gte=now() - timedelta(hours=settings.CODE_WINDOW),
            phone_number=validated_data["phone_number"],
        )
        if sent.count() >= settings.CODES_IN_WINDOW:
            raise ValidationError({"phone_number": "Ask again later"})
        return super().create(validated_data)


class PasswordSerializer(serializers.Serializer):
    username = serializers.CharField()
    password = serializers.CharField(max_length=100)

    def validate(self, attrs):
        if is_too_often(self.context["request"], "login", attrs["username"]):
            raise Throttled
        return authenticate(**attrs)


class LimitedPasswordSerializer(PasswordSerializer):
    remember = serializers.BooleanField(default=False)


class SignInSerializer(serializers.Serializer):
    username = serializers.CharField()
    password = serializers.CharField()

    def validate(self, attrs):
        if len(attrs["password"]) > 128:
            raise ValidationError({"password": "Too long"})
        return authenticate(**attrs)
