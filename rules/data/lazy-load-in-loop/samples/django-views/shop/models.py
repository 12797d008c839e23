from django.db import models


class Publisher(models.Model):
    name = models.CharField(max_length=100)


class Author(models.Model):
    name = models.CharField(max_length=100)
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE)


class Tag(models.Model):
    name = models.CharField(max_length=100)


class BookManager(models.Manager):
    def with_author(self):
        return self.select_related("author")


class FullManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().select_related("book")


class Book(models.Model):
    title = models.CharField(max_length=100)
    author = models.ForeignKey(Author, related_name="books", on_delete=models.CASCADE)
    tags = models.ManyToManyField(Tag, related_name="books")
    objects = BookManager()

    @property
    def byline(self):
        return f"{self.title} by {self.author.name}"

    def labels(self):
        return [tag.name for tag in self.tags.all()]


class Loan(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    objects = FullManager()
