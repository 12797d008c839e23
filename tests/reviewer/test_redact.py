"""Secrets are out of a text before anything is made of it. All of them are put together here, so that none is one."""

import random
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_review.reviewer.redact import TOKEN, redact

_ALNUM = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"


def _draw(letters: str, count: int, seed: int = 1) -> str:
    chance = random.Random(f"{letters}{count}{seed}")
    return "".join(chance.choice(letters) for _ in range(count))


_JWT = f"eyJ{_draw(_ALNUM, 30)}.eyJ{_draw(_ALNUM, 60)}.{_draw(_ALNUM, 43)}"
_PEM = (
    "-----BEGIN RSA PRIV" + "ATE KEY-----\n"
    + "\n".join(_draw(_ALNUM + "+/", 64, line) for line in range(6))
    + "\n-----END RSA PRIV" + "ATE KEY-----"
)  # fmt: skip

KEYS = {
    "AWS_ACCESS_KEY": "AK" + "IA" + _draw(string.ascii_uppercase + "234567", 16),
    "GITHUB_TOKEN": "gh" + "p_" + _draw(_ALNUM, 36),
    "GITLAB_TOKEN": "gl" + "pat-" + _draw(_ALNUM, 20),
    "ANTHROPIC_KEY": "sk-" + "ant-api03-" + _draw(_ALNUM, 90),
    "OPENAI_KEY": "sk-" + "proj-" + _draw(_ALNUM, 64),
    "SLACK_TOKEN": "xo" + "xb-" + _draw(string.digits, 12) + "-" + _draw(_ALNUM, 24),
    "STRIPE_KEY": "sk" + "_live_" + _draw(_ALNUM, 24),
    "GOOGLE_API_KEY": "AI" + "za" + _draw(_ALNUM, 35),
    "TWILIO_API_KEY": "S" + "K" + _draw(_HEX, 32),
    "JWT": _JWT,
    "PRIVATE_KEY": _PEM,
}


@pytest.mark.parametrize(("kind", "key"), KEYS.items(), ids=KEYS)
@pytest.mark.parametrize("place", ['client = make("{}")', "# {}", "x: {}", "see {}, please", "{}"])
def test_keys_are_known_anywhere(kind: str, key: str, place: str) -> None:
    text = f"first\n{place.format(key)}\nlast\n"
    made = redact(text)
    assert all(line not in made.text for line in key.splitlines())
    assert f"REDACTED_{kind}_1" in made.text
    assert made.text.count("\n") == text.count("\n")
    assert made.text.startswith("first\n")
    assert made.text.endswith("\nlast\n")


@pytest.mark.parametrize("line", [
    'DB_PASSWORD = "{}"', "db_password = '{}'", "DB_PASSWORD: str = '{}'", 'self.api_token = "{}"',
    'connect(password="{}")', '{{"password": "{}"}}', 'config["SECRET_KEY"] = "{}"',
    'os.environ.get("SECRET_KEY", "{}")', 'os.getenv("API_KEY") or "{}"', 'SECRET_KEY = (\n    "{}"\n)',
    'secret_key = SecretStr("{}")', 'if password == "{}":', 'PASSWORD = b"{}"', 'const apiKey = "{}";',
    "const apiKey: string = `{}`;", "  password: '{}',", 'process.env.JWT_SECRET || "{}"',
    'process.env.JWT_SECRET ?? "{}"', 'config.set("api_key", "{}")', "module.exports.clientSecret = '{}'",
    'apiKey := "{}"', 'const APIKey string = "{}"', 'var dbPassword = "{}"', 'Config{{Password: "{}"}}',
    'token := []byte("{}")', "DB_PASSWORD={}", "export API_KEY={}", "export API_KEY='{}'", "  SECRET_KEY: {}",
    '  SECRET_KEY: "{}"', "- API_TOKEN={}", "client_secret = {}", 'url = "postgres://app:{}@db.internal/shop"',
    'dsn := "app:{}@tcp(db:3306)/shop"', 'dsn = "host=db user=app password={} dbname=shop"',
    'get("https://api.internal/v1?api_key={}&page=1")', 'headers = {{"Authorization": "Bearer {}"}}',
    "curl -H 'Authorization: Bearer {}'", 'secret = """{}"""',
])  # fmt: skip
def test_what_is_given_to_a_secret_like_name(line: str) -> None:
    for secret in (_draw(_ALNUM, 24), _draw(_ALNUM, 16, 2), _draw(_HEX, 40)):
        text = f"before = 1\n{line.format(secret)}\nafter = 2\n"
        made = redact(text)
        assert secret not in made.text, line
        assert sum(made.found.values()) == 1
        assert made.text == text.replace(secret, TOKEN.search(made.text).group())  # type: ignore[union-attr]


@pytest.mark.parametrize("line", [
    'DB_PASSWORD = "{}"', "  password: '{}',", 'Config{{Password: "{}"}}', "DB_PASSWORD={}",
    'os.environ.get("DB_PASSWORD", "{}")', 'url = "amqp://app:{}@mq.internal/"',
])  # fmt: skip
def test_passwords_that_people_think_of(line: str) -> None:
    for secret in ("Winter2024!", "Tr0ub4dor&3", "blue42horse"):
        assert secret not in redact(line.format(secret)).text


def test_drawn_texts_without_a_name() -> None:
    secret, digest = _draw(_ALNUM, 32), _draw(_HEX, 32)
    made = redact(f'call("{secret}")\nrun(0x{digest})\nx = {digest}\n')
    assert made.text == 'call("REDACTED_RANDOM_1")\nrun(0xREDACTED_HEX_1)\nx = REDACTED_HEX_1\n'
    assert made.found == {"HEX": 2, "RANDOM": 1}


def test_bare_words_are_values_in_configuration_only() -> None:
    text = "database:\n  password: letmein42\n"
    assert redact(text, path="deploy/app.yaml").text == "database:\n  password: REDACTED_PASSWORD_1\n"
    assert redact(text, path="app.ts").text == text


@pytest.mark.parametrize("line", [
    "password = get_password(user)", "token = request.headers['Authorization']", "const token = await sign(user);",
    'PASSWORD_FIELD = "password"', 'password = Column("password", String(72))', "password: str", "password: string;",
    "token: Uint8Array", "secret: Base64Url", "api_key = settings.api_key", "apiKey: config.apiKey,",
    'API_KEY=os.environ["API_KEY"]', 'api_key = os.environ.get("API_KEY", "")',
    'password = os.environ["DB_PASSWORD"]', "password: ${{ secrets.DB_PASSWORD }}", "DB_PASSWORD=${DB_PASSWORD}",
    "DB_PASSWORD=changeme", 'connect(user="postgres", password="postgres")',
    'url = f"postgres://{user}:{password}@{host}/shop"', 'url = "postgres://postgres:postgres@localhost/shop"',
    'url = "https://user:password@example.com"', "dsn := fmt.Sprintf(\"%s:%s@tcp(%s)/shop\", user, pass, host)",
    'raise ValueError("the password is wrong")', 'errors = {"password": "Password is required"}',
    "password: 'Wachtwoord',", 'secret_name = "prod/db/password"', 'TOKEN_URL = "/oauth/token"',
    'token_type = "Bearer"', 'headers["X-API-Key"] = key', 'password_hash = hash_password(password.encode("utf-8"))',
    "secret8 = api_key[4:12]", 'q.where("tokens.secret", "LIKE", "%:%")',
    'id = "550e8400-e29b-41d4-a716-446655440000"', 'id = "01KC6VJDDYAYBRCZT92YFF1H5Q"',
    'name = "user_profile_v2_2024_table"', 'run("CountObjectsInBucketWithLimit")',
    'image = "python@sha256:' + _draw(_HEX, 64) + '"', 'ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"',
    'commit = "' + _draw(_HEX, 40) + '"', '"integrity": "sha512-abc"',
    'path = "internal/server/v2/handlers_test_2024.go"', 'STORAGE_KEY = "floating-onboarding:pending-action:v1"',
    "x = 'a' if token == 'b' else 'c'", "MAX = 1000000000000000000000000000000000",
    'sql = "SELECT id, token FROM sessions WHERE id = $1"', "from auth.token import TokenBackend",
    "def check_token(self, token=None):", 'InitialAdminPassword = "APP_INITIAL_ADMIN_PASSWORD"',
    "if (!token || token === 'undefined') return", 'csrf_token = "csrf_token"',
])  # fmt: skip
def test_ordinary_code_is_left_alone(line: str) -> None:
    made = redact(f"{line}\n")
    assert (made.text, made.found) == (f"{line}\n", {})


def test_one_secret_has_one_token_wherever_it_stands() -> None:
    one, two = _draw(_ALNUM, 24), _draw(_ALNUM, 24, 2)
    made = redact(f'API_KEY = "{one}"\nAUTH_TOKEN = "{two}"\n# {one} is the old one\ncheck("{one}", other)\n')
    assert made.text == (
        'API_KEY = "REDACTED_KEY_1"\nAUTH_TOKEN = "REDACTED_TOKEN_1"\n# REDACTED_KEY_1 is the old one\n'
        'check("REDACTED_KEY_1", other)\n'
    )


def test_token_that_the_text_has_already_is_not_taken_again() -> None:
    made = redact(f'# REDACTED_KEY_1\nAPI_KEY = "{_draw(_ALNUM, 24)}"\n')
    assert 'API_KEY = "REDACTED_KEY_2"' in made.text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_private_key_goes_to_its_end(end: str) -> None:
    pem = _PEM.replace("\n", end)
    made = redact(f"KEY = '''{pem}'''{end}x = 1{end}")
    lines = made.text.split(end)
    assert lines[0] == "KEY = '''REDACTED_PRIVATE_KEY_1"
    assert set(lines[1:7]) == {"REDACTED_PRIVATE_KEY_1"}
    assert lines[7:] == ["REDACTED_PRIVATE_KEY_1'''", "x = 1", ""]


def test_private_key_in_pieces_and_cut_off() -> None:
    quoted = " +\n".join(f'    "{line}\\n"' for line in _PEM.splitlines())
    assert all(line not in redact(quoted).text for line in _PEM.splitlines()[1:-1])
    cut = redact("\n".join(_PEM.splitlines()[:4]) + "\n\ndef f():\n    pass\n")
    assert all(line not in cut.text for line in _PEM.splitlines()[1:4])
    assert cut.text.endswith("\n\ndef f():\n    pass\n")


@pytest.mark.parametrize("shape", ["{}", "    {}", '    "{}\\n" +', "'{}'"])
def test_middle_of_a_private_key(shape: str) -> None:
    lines = _PEM.splitlines()[2:5]
    made = redact("\n".join(shape.format(line) for line in lines) + "\nx = 1\n").text
    assert all(line not in made for line in lines)
    assert made.endswith("\nx = 1\n")


def test_patterns_of_the_user() -> None:
    made = redact("host = db.corp.internal\n", [re.compile(r"[\w.]+\.corp\.internal"), re.compile("")])
    assert made.text == "host = REDACTED_CUSTOM_1\n"


def test_text_of_the_user_over_lines_keeps_them() -> None:
    assert redact("a\nBEGIN\r\nx\nEND\nb", [re.compile(r"BEGIN[\s\S]*END")]).text.split("\n") == [
        "a", "REDACTED_CUSTOM_1\r", "REDACTED_CUSTOM_1", "REDACTED_CUSTOM_1", "b",
    ]  # fmt: skip


_SECRETS = st.one_of(
    st.sampled_from([key for key in KEYS.values() if "\n" not in key]),
    # What stands nowhere near a name is known by looking drawn: hardly any such text has no digit in it.
    st.integers(0, 10**6).map(lambda seed: _draw(_ALNUM, 20, seed) + "7" + _draw(_ALNUM, 11, seed) + "4"),
)
_LINES = st.sampled_from([
    'API_KEY = "{}"', "API_KEY={}", "  secretKey: '{}',", 'token := "{}"', 'login("{}")', 'f("a", "{}", b)',
    'h = {{"auth_token": "{}"}}', 'url = "https://app:{}@api.internal/"', "export AUTH_TOKEN={}", "x = 1", "",
    "def f(a):", "    return a", "don't", "'", '"', "`", "\x0c", "\u2028", "日本語", "\\",
])  # fmt: skip


@given(st.lists(st.tuples(_LINES, _SECRETS), min_size=1, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_no_planted_secret_stays_and_no_line_moves(planted: list[tuple[str, str]], end: str) -> None:
    lines = [line.format(secret) for line, secret in planted]
    text = end.join(lines)
    made = redact(text)
    for line, secret in planted:
        if "{}" in line:
            assert secret not in made.text, line
    after = made.text.split(end)
    assert len(after) == len(lines)
    assert len(made.text.splitlines()) == len(text.splitlines())
    for line, (shape, _), now in zip(lines, planted, after, strict=True):
        assert now == line if "{}" not in shape else TOKEN.search(now)


@given(st.text(max_size=400))
def test_any_text_keeps_its_lines(text: str) -> None:
    made = redact(text)
    assert made.text.count("\n") == text.count("\n")
    assert len(made.text.splitlines()) == len(text.splitlines())
    assert bool(made.found) == (made.text != text)


@given(st.lists(st.tuples(_LINES, _SECRETS), max_size=8))
def test_what_is_redacted_stays_as_it_is(planted: list[tuple[str, str]]) -> None:
    once = redact("\n".join(line.format(secret) for line, secret in planted)).text
    assert redact(once).text == once


def test_much_of_one_thing_takes_no_time() -> None:
    for text in (
        "a" * 500_000, "password" * 60_000, "password = " * 40_000, '"' * 300_000, "://:" * 100_000, "=" * 300_000,
        "eyJ." * 100_000, "-----BEGIN PRIVATE KEY-----" * 2_000, ("-----BEGIN PRIVATE KEY-----" + "A" * 15) * 500,
        "token: " + " " * 300_000,
    ):  # fmt: skip
        redact(text)
