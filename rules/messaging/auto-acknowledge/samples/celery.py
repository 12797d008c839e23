from celery import Celery

app = Celery("tasks")
# ok: auto-acknowledge
app.conf.update(task_acks_late=True, worker_prefetch_multiplier=1)


# ok: auto-acknowledge
@app.task
def send_mail(address):
    return address


# ok: auto-acknowledge
@app.task(acks_late=True, bind=True, max_retries=3)
def charge(self, order_id):
    return order_id
