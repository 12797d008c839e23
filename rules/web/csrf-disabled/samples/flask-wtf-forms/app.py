from flask import Flask, render_template
from flask_wtf import CSRFProtect, FlaskForm
from wtforms import StringField

app = Flask(__name__)
CSRFProtect(app)


class NameForm(FlaskForm):
    name = StringField()


@app.route("/name", methods=["GET", "POST"])
def name():
    return render_template("name.html", form=NameForm())
