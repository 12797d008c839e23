from django.db.models import Prefetch
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from shop.models import Author, Book, Loan, Tag


def plain(request):
    rows = []
    for book in Book.objects.all()[:50]:
        # ruleid: lazy-load-in-loop
        rows.append({"title": book.title, "author": book.author.name})
    return JsonResponse({"rows": rows})


def joined(request):
    rows = []
    for book in Book.objects.select_related("author")[:50]:
        # ok: lazy-load-in-loop
        rows.append({"title": book.title, "author": book.author.name})
    return JsonResponse({"rows": rows})


def deep(request):
    books = Book.objects.select_related("author")
    # ruleid: lazy-load-in-loop
    return JsonResponse({"rows": [book.author.publisher.name for book in books]})


def deep_joined(request):
    books = Book.objects.filter(title="x").select_related("author__publisher")
    # ok: lazy-load-in-loop
    return JsonResponse({"rows": [book.author.publisher.name for book in books]})


def by_property(request):
    books = Book.objects.order_by("title")
    # ruleid: lazy-load-in-loop
    return JsonResponse({"rows": [book.byline for book in books]})


def by_property_joined(request):
    books = Book.objects.with_author()
    # ok: lazy-load-in-loop
    return JsonResponse({"rows": [book.byline for book in books]})


def by_method(request):
    rows = {}
    for book in Book.objects.all():
        # ruleid: lazy-load-in-loop
        rows[book.title] = book.labels()
    return JsonResponse(rows)


def by_method_prefetched(request):
    rows = {}
    for book in Book.objects.prefetch_related(Prefetch("tags", queryset=Tag.objects.order_by("name"))):
        # ok: lazy-load-in-loop
        rows[book.title] = book.labels()
    return JsonResponse(rows)


def shown(book):
    return {"title": book.title, "author": book.author.name}


def by_helper(request):
    found = Book.objects.filter(title__startswith="A")
    # ruleid: lazy-load-in-loop
    return JsonResponse({"rows": [shown(book) for book in found]})


def counted(request):
    authors = Author.objects.all()
    # ruleid: lazy-load-in-loop
    return JsonResponse({author.name: author.books.count() for author in authors})


def keys(request):
    # ok: lazy-load-in-loop
    return JsonResponse({book.title: book.author_id for book in Book.objects.all()})


def one(request, pk):
    book = get_object_or_404(Book, pk=pk)
    # Once, whatever the loop does.
    # ok: lazy-load-in-loop
    return JsonResponse({"rows": [f"{book.author.name} {tag.name}" for tag in book.tags.all()]})


def from_parent(request, pk):
    author = get_object_or_404(Author, pk=pk)
    # Django knows the author of an author's books.
    # ok: lazy-load-in-loop
    return JsonResponse({"rows": [f"{book.title} {book.author.name}" for book in author.books.all()]})


def loans(request):
    # The manager loads it.
    # ok: lazy-load-in-loop
    return JsonResponse({"rows": [loan.book.title for loan in Loan.objects.all()]})


def made(request):
    titles = []
    for author in Author.objects.all():
        book = Book.objects.create(author=author, title="New")
        # ok: lazy-load-in-loop
        titles.append(book.author.name)
    return JsonResponse({"rows": titles})


def combined(request):
    found = Book.objects.none()
    for author in Author.objects.filter(name=request.GET["name"]):
        # ok: lazy-load-in-loop
        found |= author.books.all()
    return JsonResponse({"titles": [book.title for book in found.distinct()]})


def combined_otherwise(request):
    found = Book.objects.none()
    for author in Author.objects.filter(name=request.GET["name"]):
        # ok: lazy-load-in-loop
        found = found | author.books.filter(title="x")
    return JsonResponse({"titles": [book.title for book in found]})


def gathered(request):
    found = []
    for author in Author.objects.filter(name=request.GET["name"]):
        # ruleid: lazy-load-in-loop
        found += author.books.all()
    return JsonResponse({"titles": [book.title for book in found]})


def added_up(request):
    any_of_them = False
    for author in Author.objects.filter(name=request.GET["name"]):
        # ruleid: lazy-load-in-loop
        any_of_them |= author.books.filter(title="x").exists()
    return JsonResponse({"any": any_of_them})
