from django.http import JsonResponse
from django.urls import path

from talks.models import Fee, Talk


def crowded(talks):
    by_room = {}
    for talk in talks:
        by_room.setdefault(talk.room, []).append(talk)
    return {room for room, held in by_room.items() if len(held) > 1}, by_room


def warns(talk, *, rooms=None):
    if rooms is not None:
        return talk.room in rooms
    return Talk.objects.filter(room=talk.room).exclude(pk=talk.pk).exists()


def warnings(request):
    talks = list(Talk.objects.all()[:100])
    if talks:
        rooms, _ = crowded(talks)
    else:
        rooms = set()
    # ok: query-in-loop
    return JsonResponse({talk.id: warns(talk, rooms=rooms) for talk in talks})


def slow_warnings(request):
    talks = list(Talk.objects.all()[:100])
    # ruleid: query-in-loop
    return JsonResponse({talk.id: warns(talk) for talk in talks})


def maybe_slow_warnings(request):
    talks = list(Talk.objects.all()[:100])
    rooms = crowded(talks)[0] if request.GET.get("fast") else None
    # ruleid: query-in-loop
    return JsonResponse({talk.id: warns(talk, rooms=rooms) for talk in talks})


def prices(request):
    fee = None
    total = 0
    for talk in Talk.objects.all()[:100]:
        if not fee:
            # ok: query-in-loop
            fee = Fee.objects.get(pk=talk.room)
        total += fee.id
    return JsonResponse({"total": total})


def prices_each(request):
    total = 0
    for talk in Talk.objects.all()[:100]:
        fee = None
        if not fee:
            # ruleid: query-in-loop
            fee = Fee.objects.get(pk=talk.room)
        total += fee.id
    return JsonResponse({"total": total})


def by_currency(request):
    groups = {}
    for fee in Fee.objects.all()[:100]:
        groups.setdefault(fee.currency, []).append(fee.id)
    held = {}
    for currency, ids in groups.items():
        # ok: query-in-loop
        held[currency] = [talk.title for talk in Talk.objects.filter(room__in=ids)]
    for currency, ids in groups.items():
        # ruleid: query-in-loop
        held[currency].append(Talk.objects.filter(title=currency).first())
    return JsonResponse(held)


urlpatterns = [
    path("currencies/", by_currency),
    path("warnings/", warnings),
    path("warnings/slow/", slow_warnings),
    path("warnings/maybe/", maybe_slow_warnings),
    path("prices/", prices),
    path("prices/each/", prices_each),
]
