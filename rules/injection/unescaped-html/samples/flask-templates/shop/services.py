from shop.models import Product


def search_words(request):
    return request.args.get("q", "").strip()


def find_products(words):
    return Product.query.filter(Product.name.contains(words)).all()
