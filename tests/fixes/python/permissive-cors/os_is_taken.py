from flask import Flask
from flask_cors import CORS

os = "linux"
environ = {}
app = Flask(__name__)
CORS(app, origins="*", supports_credentials=True)
