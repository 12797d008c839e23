from flask import Blueprint, Flask, request, session
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from wtforms import StringField

app = Flask(__name__)
csrf = CSRFProtect(app)
orders = Blueprint("orders", __name__)
# ruleid: csrf-disabled
app.config["WTF_CSRF_ENABLED"] = False
# ruleid: csrf-disabled
app.config.update(SECRET_KEY="x" * 3, WTF_CSRF_ENABLED=False)
# ok: csrf-disabled
app.config["WTF_CSRF_ENABLED"] = True


class Production:
    # ruleid: csrf-disabled
    WTF_CSRF_CHECK_DEFAULT = False


class TestConfig(Production):
    # ok: csrf-disabled
    WTF_CSRF_ENABLED = False


class OrderForm(FlaskForm):
    class Meta:
        # ruleid: csrf-disabled
        csrf = False

    item = StringField()


class SearchForm(FlaskForm):
    class Meta:
        # ok: csrf-disabled
        csrf = False

    q = StringField()


# ruleid: csrf-disabled
csrf.exempt(orders)


@app.post("/orders")
# ruleid: csrf-disabled
@csrf.exempt
def create():
    # ruleid: csrf-disabled
    form = OrderForm(meta={"csrf": False})
    if form.validate():
        session["order"] = form.item.data
    return "", 201


@app.post("/hooks/payments")
# ok: csrf-disabled
@csrf.exempt
def payments_webhook():
    return "", 204


@app.get("/orders")
def search():
    # ok: csrf-disabled
    form = OrderForm(request.args, meta={"csrf": False})
    return form.item.data


def preview():
    # ok: csrf-disabled
    return OrderForm(meta={"csrf": False})
