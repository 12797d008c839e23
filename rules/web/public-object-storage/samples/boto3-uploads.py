import json
import os

import boto3
from azure.storage.blob import BlobServiceClient, PublicAccess
from google.cloud import storage

s3 = boto3.client("s3")
ACCESS = "public-read"


def save(bucket, key, invoice, stream):
    # ruleid: public-object-storage
    s3.put_object(Bucket=bucket, Key=key, Body=invoice, ACL="public-read")
    # ruleid: public-object-storage
    s3.put_object(Bucket=bucket, Key=key, Body=invoice, ACL=ACCESS)
    # ruleid: public-object-storage
    s3.upload_fileobj(stream, bucket, key, ExtraArgs={"ContentType": "application/pdf", "ACL": "public-read"})
    extra = {"ContentType": "application/pdf"}
    # ruleid: public-object-storage
    extra["ACL"] = "public-read"
    s3.upload_fileobj(stream, bucket, key, ExtraArgs=extra)
    # ok: public-object-storage
    s3.put_object(Bucket=bucket, Key=key, Body=invoice)
    # ok: public-object-storage
    s3.put_object(Bucket=bucket, Key=key, Body=invoice, ACL="private", ServerSideEncryption="aws:kms")
    # ok: public-object-storage
    s3.put_object(Bucket=bucket, Key=key, Body=invoice, ACL="bucket-owner-full-control")
    # ok: public-object-storage
    s3.put_object(Bucket=bucket, Key=key, Body=invoice, ACL=os.environ["INVOICE_ACL"])


def save_logo(bucket, key, logo, is_public):
    extra = {}
    if is_public:
        # ok: public-object-storage
        extra["ACL"] = "public-read"
    s3.put_object(Bucket=bucket, Key=key, Body=logo, **extra)


def make(bucket):
    # ruleid: public-object-storage
    s3.create_bucket(Bucket=bucket, ACL="public-read-write")
    # ruleid: public-object-storage
    s3.put_bucket_acl(Bucket=bucket, ACL="authenticated-read")
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration={
            # ruleid: public-object-storage
            "BlockPublicAcls": False,
            # ok: public-object-storage
            "IgnorePublicAcls": True,
        },
    )
    # ruleid: public-object-storage
    statement = {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"], "Resource": f"arn:aws:s3:::{bucket}/*"}
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    # ok: public-object-storage
    denied = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*"}
    # ok: public-object-storage
    ours = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:role/shop"}, "Action": "s3:GetObject", "Resource": "*"}
    return denied, ours


def google(name, path):
    blob = storage.Client().bucket(name).blob(path)
    # ruleid: public-object-storage
    blob.make_public()
    # ok: public-object-storage
    blob.make_private()
    # ruleid: public-object-storage
    blob.upload_from_filename(path, predefined_acl="publicRead")
    # ok: public-object-storage
    blob.upload_from_filename(path, predefined_acl="projectPrivate")


def azure(connection):
    service = BlobServiceClient.from_connection_string(connection)
    # ruleid: public-object-storage
    service.create_container("invoices", public_access="container")
    # ruleid: public-object-storage
    service.create_container("invoices", public_access=PublicAccess.BLOB)
    # ok: public-object-storage
    service.create_container("invoices")


def database(rds):
    # ruleid: public-object-storage
    rds.create_db_instance(DBInstanceIdentifier="shop", Engine="postgres", StorageEncrypted=False)
    # ok: public-object-storage
    rds.create_db_instance(DBInstanceIdentifier="shop", Engine="postgres", StorageEncrypted=True)
