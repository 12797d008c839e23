from django.db import models


class Order(models.Model):
    def change(self, data):
        self.save()
