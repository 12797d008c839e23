from django.db import models


class Payment(models.Model):
    # ruleid: plaintext-sensitive-column
    card_number = models.CharField(max_length=19)
    # ok: plaintext-sensitive-column
    card_brand = models.CharField(max_length=10)
    # ok: plaintext-sensitive-column
    token_count = models.IntegerField()
    # ruleid: plaintext-sensitive-column
    access_token = models.TextField()
