from django.db import models


class Account(models.Model):
    # ruleid: float-money
    balance = models.FloatField(default=0)
    # ok: float-money
    credit_limit = models.DecimalField(max_digits=12, decimal_places=2)


class Donation(models.Model):
    currency = models.CharField(max_length=3)
    # ruleid: float-money
    amount = models.FloatField()
    # ok: float-money
    price_sensitivity_score = models.FloatField()
