from django.db import models


class Order(models.Model):
    total = models.IntegerField()
    state = models.CharField(max_length=10)
    customer = models.ForeignKey("auth.User", on_delete=models.CASCADE)

    @classmethod
    def visible_to(cls, user):
        return narrowed(cls, user)
