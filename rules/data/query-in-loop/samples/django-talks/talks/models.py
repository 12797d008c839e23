from django.db import models


class Talk(models.Model):
    title = models.CharField(max_length=200)
    room = models.IntegerField()
    speaker = models.IntegerField()


class Fee(models.Model):
    currency = models.CharField(max_length=3)
