from django.conf import settings
from django.db import models


class Publisher(models.Model):
    name = models.CharField(max_length=100)
    country = models.ForeignKey("Country", on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} ({self.country.code})"


class Country(models.Model):
    code = models.CharField(max_length=2)


class Author(models.Model):
    name = models.CharField(max_length=100)
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE)


class Tag(models.Model):
    name = models.CharField(max_length=100)


class BookQuerySet(models.QuerySet):
    def for_lists(self):
        return self.select_related("author__publisher").prefetch_related("tags")


class Book(models.Model):
    title = models.CharField(max_length=100)
    author = models.ForeignKey(Author, related_name="books", on_delete=models.CASCADE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    tags = models.ManyToManyField(Tag, related_name="books")
    objects = BookQuerySet.as_manager()

    @property
    def byline(self):
        return f"{self.title} by {self.author.name}"

    def label_count(self):
        return self.tags.count()


class Loan(models.Model):
    book = models.ForeignKey(Book, related_name="loans", on_delete=models.CASCADE)
    due = models.DateField()
