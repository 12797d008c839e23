from os import environ

from fastapi import FastAPI

OPTIONS = {"debug": True}
app = FastAPI(title=environ["TITLE"], debug=True)
other = FastAPI(**OPTIONS)
