from .channel import open_channel


def handle(ch, method, properties, body):
    print(body)
    ch.basic_ack(method.delivery_tag)


def main(url: str) -> None:
    channel = open_channel(url)
    # ok: missing-prefetch
    channel.basic_consume("thumbnails", handle)
    channel.start_consuming()
