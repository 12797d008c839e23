# ok: unsafe-deserialization
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
# ruleid: unsafe-deserialization
CELERY_ACCEPT_CONTENT = ["json", "pickle"]
# ruleid: unsafe-deserialization
CELERY_TASK_SERIALIZER = "pickle"
# ok: unsafe-deserialization
CELERY_RESULT_SERIALIZER = "json"
