from django.db import models


class Account(models.Model):
    balance = models.FloatField(default=0)
    credit_limit = models.DecimalField(max_digits=12, decimal_places=2)


class Donation(models.Model):
    currency = models.CharField(max_length=3)
    amount = models.FloatField()
    price_sensitivity_score = models.FloatField()
