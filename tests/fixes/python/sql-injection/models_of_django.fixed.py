from django.db import connection
from django.http import JsonResponse

from .models import Note


def notes(request):
    author = request.GET["author"]
    found = Note.objects.raw("SELECT id FROM notes WHERE author = %s AND body LIKE 'a%%'", [author])
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM notes WHERE kind = %s AND author = %s", [request.GET["kind"], author])
        cursor.execute(
            "SELECT id FROM notes "  # all of them
            "WHERE author = %s "  # the author's
            "ORDER BY id",
            [author],
        )
    return JsonResponse([list(found), cursor.fetchall()], safe=False)
