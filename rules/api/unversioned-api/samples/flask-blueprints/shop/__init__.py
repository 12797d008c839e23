from flask import Flask


def create_app():
    # ruleid: unversioned-api
    app = Flask(__name__)
    from shop.items import bp

    app.register_blueprint(bp, url_prefix="/api/items")
    return app
