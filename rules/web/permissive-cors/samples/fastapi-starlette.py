from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.applications import Starlette
from starlette.middleware import Middleware

app = FastAPI()
origins = ["*"]

# ruleid: permissive-cors
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
# ruleid: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)
# ruleid: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])
# ruleid: permissive-cors
app.add_middleware(CORSMiddleware, allow_origin_regex=".*")
# ok: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.com"], allow_credentials=True, allow_methods=["*"])
# ok: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=settings.cors_origins, allow_credentials=True, allow_headers=["*"])

if settings.DEBUG:
    # ok: permissive-cors
    app.add_middleware(CORSMiddleware, allow_origins=["*"])

starlette_app = Starlette(
    middleware=[
        # ruleid: permissive-cors
        Middleware(CORSMiddleware, allow_origins=["*"]),
    ]
)
other_app = Starlette(
    middleware=[
        # ok: permissive-cors
        Middleware(CORSMiddleware, allow_origins=["https://shop.example.com"]),
    ]
)
