import os

database_url = os.environ.get("DATABASE_URL")
