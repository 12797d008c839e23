"""Python: libraries that hold up the thread they are called in, which nobody else's rules speak of.

Synchronous clients of other services, password hashes (made to be slow), redis-py without ``asyncio``.
"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, makes, table
from backend_review.model.values import Unknown, Value

# What making the client is called -> what people call it.
_CLIENTS = {
    "boto3.Client": ("boto3.client", "boto3.resource", "boto3.Session", "boto3.session.Session"),
    "openai.Client": ("openai.OpenAI", "openai.AzureOpenAI", "anthropic.Anthropic", "groq.Groq", "mistralai.Mistral"),
    "smtplib.SMTP": ("smtplib.SMTP", "smtplib.SMTP_SSL"),
    "ftplib.FTP": ("ftplib.FTP", "ftplib.FTP_TLS"),
    "paramiko.SSHClient": ("paramiko.SSHClient", "paramiko.client.SSHClient"),
    "urllib3.PoolManager": ("urllib3.PoolManager", "urllib3.ProxyManager"),
    "http.client.Connection": ("http.client.HTTPConnection", "http.client.HTTPSConnection"),
    "elasticsearch.Client": ("elasticsearch.Elasticsearch", "opensearchpy.OpenSearch"),
    "subprocess.Popen": ("subprocess.Popen",),
    "passlib.CryptContext": ("passlib.context.CryptContext", "passlib.context.LazyCryptContext"),
    "argon2.PasswordHasher": ("argon2.PasswordHasher", "pwdlib.PasswordHash", "pwdlib.PasswordHash.recommended"),
    "kafka.Consumer": ("kafka.KafkaConsumer", "confluent_kafka.Consumer"),
}
TYPES = {name: type for type, names in _CLIENTS.items() for name in names}
ATTRIBUTES = {
    "openai.Client.*": "openai.Client",
    "boto3.Client.meta": "boto3.Client",
}
_REDIS = (
    "get set setex mget mset delete exists expire incr decr hget hset hgetall hmget lpush rpush lpop rpop lrange blpop brpop "
    "sadd smembers srem zadd zrange keys scan ttl ping flushdb flushall eval execute_command xread"
)


def _blocks(use: Use) -> Value:
    use.emit("may_block", use.name)
    return Unknown()


def _emails(use: Use) -> Value:
    """``smtplib.SMTP(host)`` connects at once; without a host it does not."""
    if use.args or use.named:
        use.emit("may_block", use.name)
    return use.make("smtplib.SMTP")


RULES: dict[str, Rule] = {
    **table("boto3.Client", "client resource", makes("boto3.Client")),
    **table("boto3.Client", "Table Bucket Object Queue", makes("boto3.Client")),
    **table(
        "boto3.Client",
        "upload_file upload_fileobj download_file download_fileobj put_object get_object head_object delete_object "
        "delete_objects copy_object list_objects list_objects_v2 list_buckets create_bucket put_item get_item update_item delete_item "
        "query scan batch_write_item send_message receive_message delete_message send_email send_raw_email publish invoke "
        "invoke_endpoint get_secret_value start_execution invoke_model put send_command describe_instances",
        _blocks,
    ),
    **table("openai.Client", "create generate parse retrieve list complete stream", _blocks),
    **dict.fromkeys(("smtplib.SMTP", "smtplib.SMTP_SSL"), _emails),
    **table("smtplib.SMTP", "connect login sendmail send_message starttls", _blocks),
    **table("ftplib.FTP", "connect login retrbinary storbinary retrlines nlst", _blocks),
    **table("paramiko.SSHClient", "connect exec_command open_sftp", _blocks),
    **table("urllib3.PoolManager", "request urlopen", _blocks),
    **table("http.client.Connection", "request getresponse", _blocks),
    **table("elasticsearch.Client", "search index get bulk delete update count msearch", _blocks),
    **table("subprocess.Popen", "wait communicate", _blocks),
    **table("passlib.CryptContext", "hash verify verify_and_update encrypt", _blocks),
    **table("argon2.PasswordHasher", "hash verify verify_and_update", _blocks),
    **table("kafka.Consumer", "poll consume", _blocks),
    **table("redis.Client", _REDIS, _blocks),
    **table("requests.Session", "send", _blocks),
    **dict.fromkeys(
        (
            "os.popen", "os.wait", "os.waitpid", "subprocess.getoutput", "subprocess.getstatusoutput",
            "urllib.request.urlretrieve", "urllib3.request", "socket.create_connection", "socket.gethostbyname", "socket.getaddrinfo",
            "shutil.copytree", "shutil.make_archive", "shutil.unpack_archive", "hashlib.pbkdf2_hmac", "hashlib.scrypt",
            "werkzeug.security.generate_password_hash", "werkzeug.security.check_password_hash",
            "django.contrib.auth.hashers.make_password", "django.contrib.auth.hashers.check_password",
            "passlib.hash.bcrypt.hash", "passlib.hash.bcrypt.verify", "passlib.hash.argon2.hash", "passlib.hash.argon2.verify",
            "passlib.hash.pbkdf2_sha256.hash", "passlib.hash.pbkdf2_sha256.verify", "passlib.hash.sha256_crypt.hash",
            "passlib.hash.sha256_crypt.verify", "argon2.hash_password", "argon2.verify_password",
            "openai.ChatCompletion.create", "openai.Completion.create", "openai.Embedding.create", "openai.chat.completions.create",
            "django.core.mail.send_mail", "pandas.read_csv", "pandas.read_excel", "pandas.read_sql", "pandas.read_parquet",
        ),
        _blocks,
    ),
}  # fmt: skip
