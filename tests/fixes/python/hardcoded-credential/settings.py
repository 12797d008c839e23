"""Settings of the shop."""

from flask import Flask
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings
from sqlalchemy import create_engine
import psycopg2

SMTP_PASSWORD = "Winter2023!"  # of the robot
AWS = {
    'aws_secret_access_key': 'kP2x/Qm8Vb7Lw0Zr5Ty1Nc4Hd9Sg3Ja6Fe8Uo0Wi',
}

app = Flask(__name__)
app.config["SECRET_KEY"] = "my super secret"
engine = create_engine("postgresql://billing:9fK2mQ@pg.shop.io/billing")


class Settings(BaseSettings):
    smtp_password: SecretStr = SecretStr("Blue7Horse")
    admin_password: str = Field(default="Adm1nPass", description="first user")


def connect():
    return psycopg2.connect(host="db", user="shop", password="Xk29dLq8")
