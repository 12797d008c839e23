"""Settings of the shop."""

import os

from flask import Flask
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings
from sqlalchemy import create_engine
import psycopg2

SMTP_PASSWORD = os.environ["SMTP_PASSWORD"]  # of the robot
AWS = {
    'aws_secret_access_key': os.environ['AWS_SECRET_ACCESS_KEY'],
}

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
engine = create_engine(os.environ["DATABASE_URL"])


class Settings(BaseSettings):
    smtp_password: SecretStr
    admin_password: str = Field(description="first user")


def connect():
    return psycopg2.connect(host="db", user="shop", password=os.environ["DB_PASSWORD"])
