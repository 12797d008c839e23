from django.contrib.auth.models import AbstractUser
from django.db import models


class Member(AbstractUser):
    phone = models.CharField(max_length=20)


class Device(models.Model):
    name = models.CharField(max_length=20)
    pairing_secret = models.CharField(max_length=20)
    has_password = models.BooleanField(default=False)
