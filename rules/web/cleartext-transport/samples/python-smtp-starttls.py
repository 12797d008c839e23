import smtplib


class Mailer:
    def __init__(self, password):
        # ok: cleartext-transport
        # ruleid: missing-timeout
        self.server = smtplib.SMTP("smtp.mailhost.com", 587)
        # pedantic: unverified-tls
        self.server.starttls()
        self.server.login("shop", password)
