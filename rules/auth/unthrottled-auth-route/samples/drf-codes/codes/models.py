from django.db import models


class SentCode(models.Model):
    phone_number = models.CharField(max_length=20)
    code = models.CharField(max_length=6)
    created_date = models.DateTimeField(auto_now_add=True)
