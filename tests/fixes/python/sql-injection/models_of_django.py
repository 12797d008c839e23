from django.db import connection
from django.http import JsonResponse

from .models import Note


def notes(request):
    author = request.GET["author"]
    found = Note.objects.raw(f"SELECT id FROM notes WHERE author = '{author}' AND body LIKE 'a%'")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM notes WHERE kind = %s AND author = '" + author + "'", [request.GET["kind"]])
        cursor.execute(
            "SELECT id FROM notes "  # all of them
            f"WHERE author = '{author}' "  # the author's
            "ORDER BY id"
        )
    return JsonResponse([list(found), cursor.fetchall()], safe=False)
