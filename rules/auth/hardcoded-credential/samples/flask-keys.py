import os


class TestKeyConfig:
    """Keys that tests sign with."""

    JWT_TEST_PRIVATE_KEY_PEM = """
    # pedantic: hardcoded-credential
    -----BEGIN RSA PRIVATE KEY-----
    MIICXQIBAAKBgQDfn1nKQshOSj8xw44oC2klFWSNLmK3BnHONCJ1bZfq0EQ5gIfg
    tlvB+Px8Ya+VS3OnK7Cdi4iU1fxO9ktN6c6TjmmmFevk8wIwqLthmCSF3r+3+h4e
    -----END RSA PRIVATE KEY-----
    """


class KeyConfig:
    JWT_PRIVATE_KEY_PEM = """
    # ruleid: hardcoded-credential
    -----BEGIN RSA PRIVATE KEY-----
    MIICXQIBAAKBgQDfn1nKQshOSj8xw44oC2klFWSNLmK3BnHONCJ1bZfq0EQ5gIfg
    tlvB+Px8Ya+VS3OnK7Cdi4iU1fxO9ktN6c6TjmmmFevk8wIwqLthmCSF3r+3+h4e
    -----END RSA PRIVATE KEY-----
    """
    # ruleid: hardcoded-credential
    MAIL_PASSWORD = "Winter2023!"
    # A dummy password for the local stack
    # pedantic: hardcoded-credential
    SEARCH_PASSWORD = "Winter2024!"
