from django.conf import settings
from django.db import models


class Tag(models.Model):
    # ok: model-without-migration
    name = models.CharField(max_length=20)


class Order(models.Model):
    number = models.CharField(max_length=20)
    # ok: model-without-migration
    tags = models.ManyToManyField(Tag)
    watchers = models.ManyToManyField(settings.AUTH_USER_MODEL)
    # ruleid: model-without-migration
    note = models.TextField(null=True)

    class Meta:
        indexes = [models.Index(fields=["number"], name="by_number")]


class Legacy(models.Model):
    # ok: model-without-migration
    code = models.CharField(max_length=20)

    class Meta:
        managed = False
