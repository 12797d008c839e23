from databases import Database
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

database = Database("sqlite:///app.db")


async def notes(request):
    author = request.query_params["author"]
    # ruleid: sql-injection
    rows = await database.fetch_all("SELECT id FROM notes WHERE author = '" + author + "'")
    # ok: sql-injection
    rows += await database.fetch_all("SELECT id FROM notes WHERE author = :a", {"a": author})
    body = await request.json()
    # ruleid: sql-injection
    await database.execute(f"INSERT INTO notes (text) VALUES ('{body['text']}')")
    # ok: sql-injection
    await database.execute("INSERT INTO notes (text) VALUES (:text)", values={"text": body["text"]})
    return JSONResponse([dict(row) for row in rows])


app = Starlette(routes=[Route("/notes", notes)])
