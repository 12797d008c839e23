from django.db.models import Count, Prefetch
from rest_framework import generics, mixins, viewsets
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.models import Author, Book, Loan, Tag
from shop.serializers import (
    AuthorSlugSerializer,
    AuthorStringSerializer,
    BookAllSerializer,
    BookCountSerializer,
    BookKeysSerializer,
    BookMaybeSerializer,
    BookMethodSerializer,
    BookPropertySerializer,
    BookSerializer,
    BookWriteSerializer,
    LoanDepthSerializer,
    LoanOwnSerializer,
)


class Books(generics.ListAPIView):
    # ruleid: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookSerializer


class BooksLoaded(generics.ListAPIView):
    # ok: lazy-load-in-loop
    queryset = Book.objects.select_related("author__publisher").prefetch_related("tags")
    serializer_class = BookSerializer


class BooksHalf(generics.ListCreateAPIView):
    serializer_class = BookSerializer

    def get_queryset(self):
        # The author's publisher is left.
        # ruleid: lazy-load-in-loop
        return Book.objects.filter(owner=self.request.user).select_related("author").prefetch_related("tags")


class BooksManager(generics.ListAPIView):
    serializer_class = BookSerializer

    def get_queryset(self):
        # ok: lazy-load-in-loop
        return Book.objects.for_lists().filter(owner=self.request.user)


class BooksHelper(generics.ListAPIView):
    queryset = Book.objects.all()
    serializer_class = BookSerializer

    def get_queryset(self):
        # ok: lazy-load-in-loop
        return self.get_serializer_class().setup_eager_loading(super().get_queryset())


class BooksFiltered(generics.ListAPIView):
    # ok: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookSerializer

    def filter_queryset(self, queryset):
        return BookSerializer.setup_eager_loading(super().filter_queryset(queryset))


class BookSet(viewsets.ModelViewSet):
    # ruleid: lazy-load-in-loop
    queryset = Book.objects.select_related("author")
    serializer_class = BookAllSerializer


class BookKeySet(viewsets.ModelViewSet):
    # The keys stand in the rows.
    # ok: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookKeysSerializer


class BookActionSet(viewsets.ModelViewSet):
    # ok: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookSerializer

    def get_serializer_class(self):
        if self.action == "list":
            return BookKeysSerializer
        return BookSerializer


class BookActionQuerySet(viewsets.ModelViewSet):
    queryset = Book.objects.all()
    serializer_class = BookSerializer

    def get_queryset(self):
        # ok: lazy-load-in-loop
        queryset = super().get_queryset()
        if self.action == "list":
            queryset = queryset.select_related("author__publisher").prefetch_related("tags")
        return queryset


class BookOne(generics.RetrieveAPIView):
    # One book: no list.
    # ok: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookSerializer


class BookMethods(mixins.ListModelMixin, viewsets.GenericViewSet):
    # ruleid: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookMethodSerializer


class BookMethodsPrefetched(mixins.ListModelMixin, viewsets.GenericViewSet):
    # filter() asks again, whatever was loaded.
    # ruleid: lazy-load-in-loop
    queryset = Book.objects.select_related("author").prefetch_related("loans")
    serializer_class = BookMethodSerializer


class BookProperties(generics.ListAPIView):
    # ruleid: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookPropertySerializer


class BookCounts(generics.ListAPIView):
    # ruleid: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookCountSerializer


class BookCountsPrefetched(generics.ListAPIView):
    # count() of what was prefetched counts what is there.
    # ok: lazy-load-in-loop
    queryset = Book.objects.prefetch_related(Prefetch("tags", queryset=Tag.objects.order_by("name")))
    serializer_class = BookCountSerializer


class AuthorStrings(generics.ListAPIView):
    # str() of the publisher needs its country.
    # ruleid: lazy-load-in-loop
    queryset = Author.objects.select_related("publisher")
    serializer_class = AuthorStringSerializer


class AuthorStringsLoaded(generics.ListAPIView):
    # ok: lazy-load-in-loop
    queryset = Author.objects.select_related("publisher__country")
    serializer_class = AuthorStringSerializer


class AuthorSlugs(generics.ListAPIView):
    # ruleid: lazy-load-in-loop
    queryset = Author.objects.all()
    serializer_class = AuthorSlugSerializer


class AuthorSlugsLoaded(generics.ListAPIView):
    # ok: lazy-load-in-loop
    queryset = Author.objects.select_related("publisher").prefetch_related("books")
    serializer_class = AuthorSlugSerializer


class LoanDepths(generics.ListAPIView):
    # ruleid: lazy-load-in-loop
    queryset = Loan.objects.all()
    serializer_class = LoanDepthSerializer


class LoanOwn(generics.ListAPIView):
    # ruleid: lazy-load-in-loop
    queryset = Loan.objects.all()
    serializer_class = LoanOwnSerializer


class BookWrites(generics.ListCreateAPIView):
    # What is only taken in is not written.
    # ok: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookWriteSerializer


class BookSearch(APIView):
    def get(self, request):
        books = Book.objects.filter(title__icontains=request.query_params["q"])[:20]
        # ruleid: lazy-load-in-loop
        return Response(BookSerializer(books, many=True).data)


@api_view(["GET"])
def newest(request):
    books = Book.objects.order_by("-id").select_related("author", "author__publisher").prefetch_related("tags")
    # ok: lazy-load-in-loop
    serializer = BookSerializer(books, many=True)
    return Response(serializer.data)


class LoanSet(viewsets.ModelViewSet):
    queryset = Loan.objects.all()
    serializer_class = LoanOwnSerializer

    def list(self, request):
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        # ruleid: lazy-load-in-loop
        serializer = self.get_serializer(page, many=True)
        return self.get_paginated_response(serializer.data)


class BookNone(viewsets.ModelViewSet):
    serializer_class = BookSerializer

    def get_queryset(self):
        if self.request.user.is_anonymous:
            return Book.objects.none()
        # ruleid: lazy-load-in-loop
        return Book.objects.filter(owner=self.request.user)


class BookMaybe(generics.ListAPIView):
    # The query brings the number, and nobody asks for the author here.
    # ok: lazy-load-in-loop
    queryset = Book.objects.annotate(number_of_loans=Count("loans"))
    serializer_class = BookMaybeSerializer


class AuthorBooks(APIView):
    def get(self, request, pk):
        author = generics.get_object_or_404(Author, pk=pk)
        # ok: lazy-load-in-loop
        return Response(BookAllSerializer(author.books.prefetch_related("tags").order_by("id"), many=True).data)


class ByAction(viewsets.GenericViewSet):
    list_serializer_class = None

    def get_serializer_class(self):
        if self.action == "list":
            if self.list_serializer_class is not None:
                return self.list_serializer_class
            raise AttributeError("list_serializer_class")
        return self.serializer_class


class BookByAction(ByAction, viewsets.ReadOnlyModelViewSet):
    # The list is short.
    # ok: lazy-load-in-loop
    queryset = Book.objects.all()
    serializer_class = BookSerializer
    list_serializer_class = BookKeysSerializer
