from django.conf import settings

# Not a settings module.
# ok: debug-enabled
DEBUG = True


def trace(message):
    if settings.DEBUG:
        # ok: debug-enabled
        print(message)
