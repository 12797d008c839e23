import pika


class Worker:
    def on_channel_open(self, channel):
        self.channel = channel
        # ruleid: missing-prefetch
        self.channel.basic_qos(prefetch_count=0)
        # ok: missing-prefetch
        self.channel.basic_consume("thumbnails", self.on_message)

    def on_message(self, channel, method, properties, body):
        channel.basic_ack(method.delivery_tag)


def start(connection: pika.SelectConnection):
    return connection.channel(on_open_callback=Worker().on_channel_open)
