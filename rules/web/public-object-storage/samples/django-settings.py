import os

AWS_STORAGE_BUCKET_NAME = os.environ["BUCKET"]
# ruleid: public-object-storage
AWS_DEFAULT_ACL = "public-read"
# ok: public-object-storage
AWS_DEFAULT_ACL = None
# ok: public-object-storage
AWS_DEFAULT_ACL = os.environ.get("AWS_DEFAULT_ACL")

STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        # ruleid: public-object-storage
        "OPTIONS": {"default_acl": "public-read"},
    },
}
# ok: public-object-storage
DEFAULT_AUTO_FIELD = "public-read"
