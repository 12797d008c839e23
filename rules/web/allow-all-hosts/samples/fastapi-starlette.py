import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

app = FastAPI()
# ruleid: allow-all-hosts
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])
# ok: allow-all-hosts
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["shop.org", "*.shop.org"])
# ruleid: allow-all-hosts
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts="*")
# ok: allow-all-hosts
app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["10.0.0.2"])
HOSTS = ["*"]
# ruleid: allow-all-hosts
other = Starlette(middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)])

if __name__ == "__main__":
    # ruleid: allow-all-hosts
    uvicorn.run(app, proxy_headers=True, forwarded_allow_ips="*")
    # ok: allow-all-hosts
    uvicorn.run(app, proxy_headers=True, forwarded_allow_ips="10.0.0.2")
    # Nobody but this machine connects.
    # ok: allow-all-hosts
    uvicorn.run(app, host="127.0.0.1", proxy_headers=True, forwarded_allow_ips="*")
