bind = "0.0.0.0:8000"
workers = 4
# ok: server-without-timeouts
graceful_timeout = 30
# ruleid: server-without-timeouts
timeout = 0
