import slowapi
from slowapi.util import get_remote_address

limiter = slowapi.Limiter(key_func=get_remote_address)
