from django.db import models


class Region(models.Model):
    name = models.CharField(max_length=80)


class Ward(models.Model):
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, on_delete=models.CASCADE)


class Clinic(models.Model):
    name = models.CharField(max_length=80)
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE)
    owner_id = models.IntegerField()
    verified = models.BooleanField(default=False)


class Bed(models.Model):
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE)
    verified = models.BooleanField(default=False)


class Nurse(models.Model):
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE)
    is_admin = models.BooleanField(default=False)
