from fastapi import FastAPI, Request
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.get("/items/{name}")
def item(request: Request, name: str, count: int = 1):
    return templates.TemplateResponse(request=request, name="item.html", context={"name": name, "count": count})


@app.get("/old")
def old(request: Request, q: str = ""):
    return templates.TemplateResponse("old.jinja", {"request": request, "q": q})
