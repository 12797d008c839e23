import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from .smtp import send


async def on_mail(message: AbstractIncomingMessage) -> None:
    try:
        await send(message.body)
    except ConnectionError:
        # ok: missing-dead-letter
        await message.nack(requeue=True)
    except ValueError:
        # ruleid: missing-dead-letter
        await message.reject()
    else:
        await message.ack()
