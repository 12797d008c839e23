from django.contrib.auth.hashers import make_password

# ruleid: weak-password-hash
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]


def register(user, data):
    # ruleid: weak-password-hash
    user.password = make_password(data["password"], hasher="md5")
    # ok: weak-password-hash
    user.password = make_password(data["password"])
    # ok: weak-password-hash
    user.set_password(data["password"])


class Good:
    # ok: weak-password-hash
    PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
