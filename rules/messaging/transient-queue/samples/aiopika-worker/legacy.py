from kombu import Connection, Exchange, Queue

exchange = Exchange("media", type="direct", durable=True)
# ok: transient-queue
videos = Queue("videos", exchange=exchange, routing_key="video")
# ruleid: transient-queue
images = Queue("images", exchange=exchange, routing_key="image", durable=False)
# ok: transient-queue
mine = Queue("mine", exchange=exchange, routing_key="mine", durable=False, exclusive=True)

connection = Connection("amqp://broker//")
