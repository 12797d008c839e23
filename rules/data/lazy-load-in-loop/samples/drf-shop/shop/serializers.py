from rest_framework import serializers

from shop.models import Author, Book, Loan, Publisher, Tag


class TagSerializer(serializers.ModelSerializer):
    class Meta:
        model = Tag
        fields = ["id", "name"]


class AuthorSerializer(serializers.ModelSerializer):
    publisher_name = serializers.CharField(source="publisher.name", read_only=True)

    class Meta:
        model = Author
        fields = ("id", "name", "publisher_name")


class BookSerializer(serializers.ModelSerializer):
    author = AuthorSerializer(read_only=True)
    tags = TagSerializer(many=True, read_only=True)

    class Meta:
        model = Book
        fields = ["id", "title", "author", "tags"]

    @staticmethod
    def setup_eager_loading(queryset):
        return queryset.select_related("author__publisher").prefetch_related("tags")


class BookKeysSerializer(serializers.ModelSerializer):
    class Meta:
        model = Book
        fields = ["id", "title", "author", "owner"]


class BookAllSerializer(serializers.ModelSerializer):
    class Meta:
        model = Book
        fields = ["id", "title", "tags"]


class BookMethodSerializer(serializers.ModelSerializer):
    author_name = serializers.SerializerMethodField()
    open_loans = serializers.SerializerMethodField(method_name="count_loans")

    class Meta:
        model = Book
        fields = ["id", "author_name", "open_loans"]

    def get_author_name(self, obj):
        return obj.author.name

    def count_loans(self, obj):
        return obj.loans.filter(due__isnull=True).count()


class BookPropertySerializer(serializers.ModelSerializer):
    class Meta:
        model = Book
        fields = ["id", "byline"]


class BookCountSerializer(serializers.ModelSerializer):
    labels = serializers.IntegerField(source="label_count", read_only=True)

    class Meta:
        model = Book
        fields = ["id", "labels"]


class AuthorStringSerializer(serializers.ModelSerializer):
    publisher = serializers.StringRelatedField()

    class Meta:
        model = Author
        fields = ["id", "publisher"]


class AuthorSlugSerializer(serializers.ModelSerializer):
    publisher = serializers.SlugRelatedField(slug_field="name", queryset=Publisher.objects.all())
    books = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = Author
        fields = ["id", "publisher", "books"]


class LoanDepthSerializer(serializers.ModelSerializer):
    class Meta:
        model = Loan
        fields = ["id", "book"]
        depth = 1


class BookWriteSerializer(serializers.ModelSerializer):
    author_name = serializers.CharField(source="author.name", write_only=True)

    class Meta:
        model = Book
        fields = ["id", "author_name"]


class LoanOwnSerializer(serializers.ModelSerializer):
    class Meta:
        model = Loan
        fields = ["id", "due"]

    def to_representation(self, instance):
        data = super().to_representation(instance)
        data["title"] = instance.book.title
        return data


class BookMaybeSerializer(serializers.ModelSerializer):
    loan_count = serializers.SerializerMethodField()
    author_name = serializers.SerializerMethodField()

    class Meta:
        model = Book
        fields = ["id", "loan_count", "author_name"]

    def get_loan_count(self, obj):
        try:
            return obj.number_of_loans
        except AttributeError:
            return obj.loans.count()

    def get_author_name(self, obj):
        if self.context.get("with_author"):
            return obj.author.name
        return None
