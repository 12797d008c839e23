from celery import Celery

app = Celery("shop", broker="amqp://broker")
# ruleid: unsafe-deserialization
app.conf.update(task_serializer="json", accept_content=["json", "pickle"])
# ruleid: unsafe-deserialization
app.conf.accept_content = ["pickle"]

worker = Celery("worker")
# ok: unsafe-deserialization
worker.conf.update(task_serializer="json", accept_content=["json"])
# ok: unsafe-deserialization
worker.conf.accept_content = ["json"]
