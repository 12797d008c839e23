from rest_framework import generics
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.models import Author, Book, Review
from shop.serializers import AuthorSerializer, BookLoadedSerializer, BookSerializer, PriceSerializer


class Books(generics.ListAPIView):
    # ruleid: query-in-loop
    queryset = Book.objects.all()
    serializer_class = BookSerializer


class BookOne(generics.RetrieveAPIView):
    # ok: query-in-loop
    queryset = Book.objects.all()
    serializer_class = BookSerializer


class Authors(generics.ListCreateAPIView):
    # ruleid: query-in-loop
    queryset = Author.objects.all()
    serializer_class = AuthorSerializer


class Prices(generics.ListAPIView):
    # The same for all rows: a matter of caching.
    # ok: query-in-loop
    queryset = Book.objects.all()
    serializer_class = PriceSerializer


class BookPages(APIView):
    def get(self, request):
        paginator = PageNumberPagination()
        page = paginator.paginate_queryset(Book.objects.order_by("id"), request)
        # ruleid: query-in-loop
        return paginator.get_paginated_response(BookSerializer(page, many=True).data)


class BookPagesLoaded(APIView):
    def get(self, request):
        page = PageNumberPagination().paginate_queryset(Book.objects.order_by("id"), request)
        stars = {}
        for review in Review.objects.filter(isbn__in=[book.isbn for book in page]):
            stars.setdefault(review.isbn, []).append(review.stars)
        # ok: query-in-loop
        return Response(BookLoadedSerializer(page, many=True, context={"stars": stars}).data)
