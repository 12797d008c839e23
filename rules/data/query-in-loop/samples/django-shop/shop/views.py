import json

from django.http import JsonResponse
from django.views import View

from shop.models import Book, Tag
from shop.services import book_of, books_of


def basket(request):
    lines = json.loads(request.body)["lines"]
    # ruleid: query-in-loop
    books = [book_of(line["isbn"]) for line in lines]
    return JsonResponse({"titles": [book.title for book in books]})


def basket_at_once(request):
    lines = json.loads(request.body)["lines"]
    # ok: query-in-loop
    books = books_of([line["isbn"] for line in lines])
    return JsonResponse({"titles": [book.title for book in books.values()]})


class Tags(View):
    def get(self, request):
        counts = {}
        for tag in Tag.objects.all():
            # ruleid: query-in-loop
            counts[tag.name] = Book.objects.filter(title__contains=tag.name).count()
        return JsonResponse(counts)

    def post(self, request):
        names = []
        for kind in ["new", "used"]:
            # ok: query-in-loop
            names.append(Tag.objects.filter(name=kind).exists())
        return JsonResponse({"names": names})


configured = [
    {"model": Book, "fields": ["title"], "order_by": "title"},
    {"model": Tag, "fields": ["name"], "order_by": "name"},
]


def search(request):
    found = []
    for target in configured:
        # ok: query-in-loop
        found += target["model"].objects.filter(title=request.GET["q"]).order_by(target["order_by"])[:5]
    return JsonResponse({"found": len(found)})


def combined(request):
    found = Book.objects.none()
    for word in request.GET.getlist("word"):
        # ok: query-in-loop
        found |= Book.objects.filter(title__contains=word)
    return JsonResponse({"titles": [book.title for book in found.distinct()]})


def gathered(request):
    found = []
    for word in request.GET.getlist("word"):
        # ruleid: query-in-loop
        found += Book.objects.filter(title__contains=word)
    return JsonResponse({"titles": [book.title for book in found]})
