from celery import shared_task

from .mail import send
from .worker import app


@shared_task
def welcome(user_id: int) -> None:
    send(user_id)


@app.task(bind=True, autoretry_for=(ConnectionError,), retry_backoff=True, max_retries=5)
def remind(self, user_id: int) -> None:
    send(user_id)


# ruleid: task-without-limits
@app.task(bind=True, max_retries=None)
def report(self, user_id: int) -> None:
    try:
        send(user_id)
    except ConnectionError as error:
        raise self.retry(exc=error, countdown=60) from error


@shared_task(bind=True)
def export(self, user_id: int) -> None:
    try:
        send(user_id)
    except ConnectionError as error:
        # ruleid: task-without-limits
        raise self.retry(exc=error, max_retries=None) from error


@shared_task(bind=True)
def invoice(self, user_id: int) -> None:
    try:
        send(user_id)
    except ConnectionError as error:
        # ok: task-without-limits
        raise self.retry(exc=error, max_retries=3) from error
