import environ

env = environ.Env()
ALLOWED_HOSTS = ["*"]  # behind the gateway
INSTALLED_APPS = ["shop"]
