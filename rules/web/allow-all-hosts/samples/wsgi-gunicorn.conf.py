bind = "0.0.0.0:8000"
# ruleid: allow-all-hosts
forwarded_allow_ips = "*"
# ok: allow-all-hosts
forwarded_allow_ips = "10.0.0.2"
