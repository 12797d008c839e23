import re

import regex
from flask import Flask, jsonify, request

app = Flask(__name__)
TEXTS = ["first", "second"]
PATTERNS = {"word": r"\w+", "number": r"\d+"}


@app.route("/search")
def search():
    query = request.args.get("q", "")
    # ruleid: user-controlled-regex
    found = [text for text in TEXTS if re.search(query, text, re.IGNORECASE)]
    # ruleid: user-controlled-regex
    compiled = re.compile(f"^{query}.*$")
    # ok: user-controlled-regex
    safe = [text for text in TEXTS if re.search(re.escape(query), text)]
    # ok: user-controlled-regex
    valid = re.fullmatch(r"[a-z]+", query)
    # ok: user-controlled-regex
    words = re.findall(PATTERNS["word"], query)
    return jsonify(found=found, safe=safe, valid=bool(valid), words=words, compiled=compiled.pattern)


@app.route("/replace", methods=["POST"])
def replace():
    body = request.get_json()
    # ruleid: user-controlled-regex
    text = re.sub(body["pattern"], body["with"], "text of ours")
    # ok: user-controlled-regex
    other = re.sub(r"\s+", body["with"], body["text"])
    # ok: user-controlled-regex
    limited = regex.search(body["pattern"], "text of ours", timeout=1)
    return jsonify(text=text, other=other, limited=bool(limited))


@app.route("/pages/<int:page>")
def page(page):
    # ok: user-controlled-regex
    return jsonify(found=[text for text in TEXTS if re.match(f"page-{page}", text)])
