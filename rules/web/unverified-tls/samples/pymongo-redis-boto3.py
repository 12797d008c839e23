import ssl

import boto3
import redis
from elasticsearch import Elasticsearch
from kubernetes import client as k8s
from minio import Minio
from pymongo import MongoClient
from motor.motor_asyncio import AsyncIOMotorClient

# ruleid: unverified-tls
mongo = MongoClient("mongodb://db.example.com/app", tls=True, tlsAllowInvalidCertificates=True)
# ruleid: unverified-tls
motor = AsyncIOMotorClient("mongodb://db.example.com/app", tls=True, tlsInsecure=True)
# ok: unverified-tls
strict = MongoClient("mongodb://db.example.com/app", tls=True, tlsCAFile="/etc/ssl/ca.pem")
# ruleid: unverified-tls
cache = redis.Redis(host="cache.example.com", ssl=True, ssl_cert_reqs=None)
# ruleid: unverified-tls
cache_by_url = redis.from_url("rediss://cache.example.com/0", ssl_cert_reqs="none")
# ok: unverified-tls
safe_cache = redis.Redis(host="cache.example.com", ssl=True, ssl_cert_reqs="required")
# ruleid: unverified-tls
url = "rediss://:@cache.example.com:6379/0?ssl_cert_reqs=CERT_NONE"
# ruleid: unverified-tls
s3 = boto3.client("s3", verify=False)
# ok: unverified-tls
ses = boto3.client("ses", verify="/etc/ssl/ca.pem")
# ruleid: unverified-tls
search = Elasticsearch("https://es.example.com:9200", verify_certs=False)
# ok: unverified-tls
search_ok = Elasticsearch("https://es.example.com:9200", verify_certs=True)
# ruleid: unverified-tls
store = Minio("minio.example.com", access_key="x", cert_check=False)

configuration = k8s.Configuration()
# ruleid: unverified-tls
configuration.verify_ssl = False

broker_use_ssl = {
    # ruleid: unverified-tls
    "ssl_cert_reqs": ssl.CERT_NONE,
}
producer = {
    "bootstrap.servers": "kafka.example.com:9093",
    # ruleid: unverified-tls
    "enable.ssl.certificate.verification": False,
}
redis_backend_use_ssl = {
    # ok: unverified-tls
    "ssl_cert_reqs": ssl.CERT_REQUIRED,
}
