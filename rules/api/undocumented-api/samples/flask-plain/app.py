from flask import Flask, jsonify

# ruleid: undocumented-api
app = Flask(__name__)


@app.get('/a')
def a():
    return jsonify({})


@app.get('/b')
def b():
    return jsonify({})


@app.get('/c')
def c():
    return jsonify({})


@app.get('/d')
def d():
    return jsonify({})


@app.get('/e')
def e():
    return jsonify({})
