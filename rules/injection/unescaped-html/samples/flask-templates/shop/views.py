import nh3
from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from shop.services import find_products, search_words

bp = Blueprint("shop", __name__)


@bp.before_app_request
def banner():
    g.banner = request.args.get("banner", "")
    g.lang = request.accept_languages.best_match(["en", "de"])


@bp.get("/search")
def search():
    words = search_words(request)
    page = int(request.args.get("page", 1))
    return render_template("search.html", words=words, page=page, products=find_products(words))


@bp.get("/preview")
def preview():
    draft = {"title": request.args["title"], "body": nh3.clean(request.args["body"])}
    context = {"draft": draft, "next_url": request.args.get("next")}
    return render_template("preview.html", **context)


@bp.post("/comments")
def comments():
    entries = [{"author": request.form["author"], "text": text} for text in request.form.getlist("text")]
    return render_template("comments.html", comments=entries, heading="Comments")


@bp.get("/report")
def report():
    return render_template("report.j2", owner=request.args["owner"])
