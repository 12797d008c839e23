from django.contrib.auth.models import User
from django.db import connection, connections
from django.db.models import F
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, JsonResponse
from django.views import View

from .models import Article

ORDERINGS = {"new": "-created", "old": "created"}


def search(request):
    q = request.GET.get("q", "")
    # ruleid: sql-injection
    articles = Article.objects.raw("SELECT id FROM blog_article WHERE title LIKE '%" + q + "%'")
    # ruleid: sql-injection
    more = Article.objects.raw(f"SELECT id FROM blog_article WHERE title = '{q}'")
    # ok: sql-injection
    fine = Article.objects.raw("SELECT id FROM blog_article WHERE title = %s", [q])
    # ruleid: sql-injection
    extra = Article.objects.extra(where=["title = '%s'" % q])
    # ok: sql-injection
    bound = Article.objects.extra(where=["title = %s"], params=[q])
    # ruleid: sql-injection
    annotated = Article.objects.annotate(val=RawSQL("SELECT col FROM other WHERE x = '%s'" % q, []))
    # ok: sql-injection
    ok = Article.objects.annotate(val=RawSQL("SELECT col FROM other WHERE x = %s", (q,)))
    # ok: sql-injection
    plain = Article.objects.filter(title__icontains=q).order_by(ORDERINGS.get(request.GET.get("sort"), "created"))
    return JsonResponse([list(x) for x in (articles, more, fine, extra, bound, annotated, ok, plain)], safe=False)


def report(request: HttpRequest, slug):
    with connection.cursor() as cursor:
        # ruleid: sql-injection
        cursor.execute("SELECT id FROM blog_article WHERE slug = '%s'" % slug)
        # ruleid: sql-injection
        cursor.execute(f"SELECT id FROM blog_article WHERE author = '{request.POST['author']}'")
        # ok: sql-injection
        cursor.execute("SELECT id FROM blog_article WHERE slug = %s", [slug])
        # ok: sql-injection
        cursor.execute(f"SELECT count(*) FROM {Article._meta.db_table} WHERE slug = %s", [slug])
        # ok: sql-injection
        cursor.execute("SELECT id FROM %s" % connection.ops.quote_name(Article._meta.db_table))
        rows = cursor.fetchall()
    with connections["legacy"].cursor() as cursor:
        sql = "UPDATE users SET name = '{}' WHERE id = 1".format(request.POST.get("name"))
        # ruleid: sql-injection
        cursor.execute(sql)
    return JsonResponse(rows, safe=False)


class Users(View):
    def get(self, request, username):
        # ruleid: sql-injection
        users = User.objects.raw("SELECT id FROM auth_user WHERE username = '" + username + "'")
        # ok: sql-injection
        User.objects.filter(username=username).update(score=F("score") + 1)
        return JsonResponse(list(users), safe=False)

    def post(self, request):
        ids = [int(i) for i in request.POST.getlist("ids")]
        with connection.cursor() as cursor:
            # ok: sql-injection
            cursor.execute("DELETE FROM x WHERE id IN (%s)" % ",".join(["%s"] * len(ids)), ids)
            # ok: sql-injection
            cursor.execute("DELETE FROM x WHERE id IN (%s)" % ",".join(str(i) for i in ids))
        return JsonResponse({})


def merely_built(author, since):
    # ruleid: sql-injection
    return Article.objects.raw("SELECT id FROM blog_article WHERE author = '%s'" % author)


class ArticleManager:
    def with_counts(self, tag):
        with connection.cursor() as cursor:
            # ruleid: sql-injection
            cursor.execute("""
                SELECT p.id, COUNT(*)
                FROM blog_article p
                WHERE p.tag = '""" + tag + """'
                GROUP BY p.id""")
            return cursor.fetchall()
