from kombu import Connection, Consumer, Queue
from kombu.mixins import ConsumerMixin

QUEUE = Queue("events", durable=True)


class Events(ConsumerMixin):
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get_consumers(self, Consumer, channel):
        # ruleid: missing-prefetch
        return [Consumer(queues=[QUEUE], callbacks=[self.on_event])]

    def on_event(self, body, message):
        print(body)
        message.ack()


class Slow(ConsumerMixin):
    def get_consumers(self, Consumer, channel):
        # ok: missing-prefetch
        return [Consumer(queues=[QUEUE], callbacks=[self.on_event], prefetch_count=1)]

    def on_event(self, body, message):
        message.ack()
