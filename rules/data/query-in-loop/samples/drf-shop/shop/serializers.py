from rest_framework import serializers

from shop.models import Author, Book, Currency, Review


class BookSerializer(serializers.ModelSerializer):
    stars = serializers.SerializerMethodField()

    class Meta:
        model = Book
        fields = ["id", "title", "stars"]

    def get_stars(self, obj):
        return list(Review.objects.filter(isbn=obj.isbn).values_list("stars", flat=True))


class BookLoadedSerializer(serializers.ModelSerializer):
    stars = serializers.SerializerMethodField()

    class Meta:
        model = Book
        fields = ["id", "title", "stars"]

    def get_stars(self, obj):
        return self.context["stars"].get(obj.isbn, [])


class AuthorSerializer(serializers.ModelSerializer):
    newest_title = serializers.CharField(source="newest.title")

    class Meta:
        model = Author
        fields = ["id", "newest_title"]


class PriceSerializer(serializers.ModelSerializer):
    currency = serializers.SerializerMethodField()

    class Meta:
        model = Book
        fields = ["id", "currency"]

    def get_currency(self, obj):
        return Currency.objects.get(default=True).code
