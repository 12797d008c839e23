from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=100)

    @property
    def newest(self):
        return Book.objects.filter(author=self).order_by("-id").first()


class Book(models.Model):
    title = models.CharField(max_length=100)
    isbn = models.CharField(max_length=13)
    author = models.ForeignKey(Author, related_name="books", on_delete=models.CASCADE)


class Review(models.Model):
    isbn = models.CharField(max_length=13)
    stars = models.IntegerField()


class Currency(models.Model):
    code = models.CharField(max_length=3)
    default = models.BooleanField()
