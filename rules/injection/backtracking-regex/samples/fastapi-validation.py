import re
from re import fullmatch

from fastapi import FastAPI, HTTPException

app = FastAPI()

# ruleid: backtracking-regex
EMAIL = re.compile(r"^([a-zA-Z0-9_.\-])+@(([a-zA-Z0-9\-])+\.)+([a-zA-Z0-9]{2,4})+$")
# ok: backtracking-regex
SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
# ok: backtracking-regex
HOST = re.compile(r"^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]{2,}$", re.IGNORECASE)
# ruleid: backtracking-regex
LIST = r"^(?:[^,]+,?)*;$"


@app.post("/users")
def create(email: str, title: str, tags: str):
    if not EMAIL.match(email):
        raise HTTPException(422)
    # ruleid: backtracking-regex
    if not re.search(r"^(a|aa)+$", title):
        raise HTTPException(422)
    # ruleid: backtracking-regex
    if fullmatch(r"(?:x+x+)+", title):
        raise HTTPException(422)
    # ok: backtracking-regex
    if re.match(r"(?:x+x+)+", title):
        raise HTTPException(422)
    if re.match(LIST, tags) or not SLUG.match(title):
        raise HTTPException(422)
    # ok: backtracking-regex
    if re.match(r"^(a+)+$", "aaaaaaaaaaaa"):
        return {}
    return {"host": bool(HOST.match(title))}


@app.get("/search")
def search(q: str):
    # ruleid: backtracking-regex
    clean = re.sub(r"(\s|\n)+$", "", q)
    # ok: backtracking-regex
    clean = re.sub(r"\s+", " ", clean)
    if re.match(
        # ruleid: backtracking-regex
        r"""^ ( \d+ [ ]? )+   # groups of digits
              z $""",
        clean,
        re.VERBOSE,
    ):
        return []
    # ok: backtracking-regex
    if re.match(r"^(?:\w+\b)*$", clean) or re.match(r'^"(?:[^"\\]|\\.)*"$', clean):
        return []
    # ruleid: backtracking-regex
    return re.findall(r"\d+\d*\d+\d*x", clean)
