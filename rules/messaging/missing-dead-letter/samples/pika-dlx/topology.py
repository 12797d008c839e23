ARGUMENTS = {"x-dead-letter-exchange": "orders.dead"}


def declare(channel):
    channel.queue_declare("orders", durable=True, arguments=ARGUMENTS)
