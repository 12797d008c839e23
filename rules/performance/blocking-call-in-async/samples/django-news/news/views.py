from asgiref.sync import sync_to_async
from django.http import JsonResponse

from .models import Article


@sync_to_async
def newest():
    # ok: blocking-call-in-async
    return Article.objects.first()


async def article(request, pk):
    # ruleid: blocking-call-in-async
    found = Article.objects.get(pk=pk)
    return JsonResponse({"title": found.title})


async def article_async(request, pk):
    # ok: blocking-call-in-async
    found = await Article.objects.aget(pk=pk)
    # ok: blocking-call-in-async
    other = await newest()
    # ok: blocking-call-in-async
    third = await sync_to_async(Article.objects.get)(pk=pk)
    # ok: blocking-call-in-async
    titles = [item.title async for item in Article.objects.filter(pk__lt=pk)]
    return JsonResponse({"title": found.title, "others": [other.title, third.title, *titles]})


def article_plain(request, pk):
    # ok: blocking-call-in-async
    return JsonResponse({"title": Article.objects.get(pk=pk).title})
