DEBUG = False


def send_welcome(address):
    # ruleid: print-logging
    print("mail to", address)
    if DEBUG:
        # ok: print-logging
        print("the whole mail")
    log_line("sent")


def log_line(line):
    # ok: print-logging
    print(line)


def preview():
    # ok: print-logging
    print("only called by a person")
