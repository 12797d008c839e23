DEBUG = True
# ok: hardcoded-credential
SECRET_KEY = "insecure"
# ok: hardcoded-credential
DB_PASSWORD = "secret"
DB_HOST = "localhost"
# ruleid: hardcoded-credential
AWS_ACCESS_KEY_ID = "AKIAQ3EGTMW7YB2KFZ5V"
