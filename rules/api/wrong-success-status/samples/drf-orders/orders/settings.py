ROOT_URLCONF = "orders.urls"
INSTALLED_APPS = ["rest_framework", "orders"]
