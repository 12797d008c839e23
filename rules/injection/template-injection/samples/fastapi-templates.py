from fastapi import FastAPI, Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, Template
from pydantic import BaseModel

app = FastAPI()
templates = Jinja2Templates(directory="templates")


class Mail(BaseModel):
    subject: str
    body: str


@app.post("/mail")
async def mail(mail: Mail):
    # ruleid: template-injection
    body = Template(mail.body).render(user="x")
    # ok: template-injection
    safe = Template("{{ body }}").render(body=mail.body)
    return {"body": body, "safe": safe}


@app.get("/view/{name}")
def view(request: Request, name: str):
    # ok: template-injection
    return templates.TemplateResponse(request, "view.html", {"name": name})


@app.get("/preview")
def preview(source: str):
    # ruleid: template-injection
    return Environment(autoescape=True).from_string(source).render()
