from celery import Celery

# ok: task-without-limits
app = Celery("shop")
app.config_from_object("django.conf:settings", namespace="CELERY")


@app.task(bind=True)
def debug_task(self):
    print(self.request)
