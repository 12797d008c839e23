from django.db import models


class Account(models.Model):
    balance = models.DecimalField(default=0, max_digits=12, decimal_places=2)
    credit_limit = models.DecimalField(max_digits=12, decimal_places=2)


class Donation(models.Model):
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    price_sensitivity_score = models.FloatField()
