import boto3

# ruleid: hardcoded-credential
client = boto3.client("s3", aws_access_key_id="AKIAQ7KZ2MWX3VNB5TRD")
# The documentation's own key.
# ok: hardcoded-credential
shown = boto3.client("s3", aws_access_key_id="AKIAIOSFODNN7EXAMPLE")
# ruleid: hardcoded-credential
GITHUB = "ghp_q8Zt3LmX0vNc5RbY7wKd2HsJ4gFaP6eUoI9T"
# ok: hardcoded-credential
GITHUB_SHOWN = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
# ruleid: hardcoded-credential
CERTIFICATE = """-----BEGIN RSA PRIVATE KEY-----
MIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gun
VTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u+qKhbwKfBstIs+bMY2Zkp18gnTxK
-----END RSA PRIVATE KEY-----"""
# ok: hardcoded-credential
BEGIN = "-----BEGIN RSA PRIVATE KEY-----"
# ok: hardcoded-credential
PUBLIC = "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo"


def is_key(text):
    # ok: hardcoded-credential
    return text.startswith("-----BEGIN PRIVATE KEY-----") and "AKIA" in text
