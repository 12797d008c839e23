import smtplib


class Mailer:
    def __init__(self, password):
        # ok: cleartext-transport
        self.server = smtplib.SMTP("smtp.mailhost.com", 587)
        self.server.starttls()
        self.server.login("shop", password)
