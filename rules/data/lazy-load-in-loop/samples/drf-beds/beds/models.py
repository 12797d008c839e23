from django.db import models


class Hospital(models.Model):
    name = models.CharField(max_length=80)


class Location(models.Model):
    name = models.CharField(max_length=80)


class Bed(models.Model):
    name = models.CharField(max_length=80)
    hospital = models.ForeignKey(Hospital, on_delete=models.CASCADE)
    location = models.ForeignKey(Location, on_delete=models.CASCADE)
