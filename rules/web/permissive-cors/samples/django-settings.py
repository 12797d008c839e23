DEBUG = False

# ruleid: permissive-cors
CORS_ALLOW_ALL_ORIGINS = True
# ruleid: permissive-cors
CORS_ORIGIN_ALLOW_ALL = True
# ok: permissive-cors
CORS_ALLOWED_ORIGINS = ["https://shop.example.com"]
# ok: permissive-cors
CORS_ALLOW_CREDENTIALS = False

if DEBUG:
    # ok: permissive-cors
    CORS_ALLOW_ALL_ORIGINS = True


def view(request, response):
    # ruleid: permissive-cors
    response["Access-Control-Allow-Origin"] = request.META["HTTP_ORIGIN"]
    # ruleid: permissive-cors
    response["Access-Control-Allow-Origin"] = "*"
    # ok: permissive-cors
    response["Access-Control-Allow-Methods"] = "*"
    return response
