from celery import Celery

# ruleid: task-without-limits
app = Celery("shop", broker="redis://redis/0")
app.conf.task_acks_late = True
