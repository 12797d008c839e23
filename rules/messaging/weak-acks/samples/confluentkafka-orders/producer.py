from confluent_kafka import Producer

SERVERS = {"bootstrap.servers": "kafka:9092"}

# ruleid: weak-acks
once = Producer({**SERVERS, "acks": "1"})
# ruleid: weak-acks
never = Producer({**SERVERS, "request.required.acks": 0})
# ok: weak-acks
safe = Producer({**SERVERS, "acks": "all", "enable.idempotence": True})
