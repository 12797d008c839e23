import os

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

origins = ["*"]
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)
other = FastAPI()
other.add_middleware(CORSMiddleware, allow_origins=os.getenv("ORIGINS", "*").split(","))
last = FastAPI()
last.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)
