import paramiko


def connected(host):
    client = paramiko.SSHClient()
    # ruleid: unverified-tls
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(host)
    return client


def known(host):
    client = paramiko.SSHClient()
    client.load_system_host_keys()
    # ok: unverified-tls
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect(host)
    return client
