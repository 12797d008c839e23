import ast
import builtins

DEFAULT_RULE = "price > 10"


class Rule:
    def __init__(self, text):
        self.text = text

    def matches(self, row):
        # ruleid: code-injection
        return eval(self.text, {}, row)


def apply(name, value):
    # ruleid: code-injection
    exec(f"{name} = {value}")
    # ruleid: code-injection
    return builtins.eval(name)


def quiet(model, frame, redis, db, text, page):
    # ok: code-injection
    model.eval()
    # ok: code-injection
    frame.eval("a = b + c")
    # ok: code-injection
    redis.eval("return redis.call('GET', KEYS[1])", 1, text)
    # ok: code-injection
    db.exec(text)
    # ok: code-injection
    page.evaluate(text)
    # ok: code-injection
    ast.literal_eval(text)
    # ok: code-injection
    return eval(DEFAULT_RULE)
