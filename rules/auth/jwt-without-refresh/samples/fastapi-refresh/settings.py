import os

KEY = os.environ["JWT_KEY"]
