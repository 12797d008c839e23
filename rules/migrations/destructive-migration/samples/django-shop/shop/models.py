from django.db import models


class Customer(models.Model):
    email = models.CharField(max_length=100)


class Order(models.Model):
    number = models.CharField(max_length=20)
    buyer = models.ForeignKey(Customer, on_delete=models.CASCADE)


class Feed(models.Model):
    token = models.CharField(max_length=20)

    class Meta:
        db_table = "shop_feed"
