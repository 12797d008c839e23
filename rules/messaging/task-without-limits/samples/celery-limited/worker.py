from celery import Celery

# ok: task-without-limits
app = Celery("shop", broker="redis://redis/0")


@app.task(time_limit=60)
def welcome(user_id: int) -> None:
    print(user_id)


@app.task(soft_time_limit=600, max_retries=3)
def remind(user_id: int) -> None:
    print(user_id)
