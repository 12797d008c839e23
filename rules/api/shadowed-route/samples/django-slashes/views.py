from django.http import JsonResponse


def runtime(request):
    return JsonResponse({})


def book(request, **kwargs):
    return JsonResponse(kwargs)


def create(request):
    return JsonResponse({})
