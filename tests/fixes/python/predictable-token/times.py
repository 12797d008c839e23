import time


def sid():
    # What it should be instead, and how long, is not to be told.
    session_id = str(time.time())
    return session_id
