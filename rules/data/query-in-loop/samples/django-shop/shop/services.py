from shop.models import Book


def book_of(isbn):
    return Book.objects.get(isbn=isbn)


def books_of(isbns):
    return {book.isbn: book for book in Book.objects.filter(isbn__in=isbns)}
