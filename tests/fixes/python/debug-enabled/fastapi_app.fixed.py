from os import environ

from fastapi import FastAPI

OPTIONS = {"debug": environ.get("DEBUG") == "1"}
app = FastAPI(title=environ["TITLE"], debug=environ.get("DEBUG") == "1")
other = FastAPI(**OPTIONS)
