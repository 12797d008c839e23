from django.contrib.auth.models import User
from django.db import models


class Basket(models.Model):
    owner = models.ForeignKey(User, on_delete=models.CASCADE)
    note = models.CharField(max_length=80)
