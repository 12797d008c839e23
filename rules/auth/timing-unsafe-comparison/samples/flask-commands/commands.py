import functools

import click

from .checks import require_operator_key, require_peer_key


def operator_option(function):
    @click.option("--token", required=True)
    @functools.wraps(function)
    def wrapper(*args, token, **kwargs):
        require_operator_key(token)
        return function(*args, **kwargs)

    return wrapper


@click.command()
@operator_option
def purge():
    click.echo("purged")


@click.command()
@click.option("--token")
def sync(token):
    require_peer_key(token)
