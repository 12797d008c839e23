from .models import Session, User


def require_operator_key(given_token: str) -> None:
    operator = Session.query(User).filter_by(role="operator").one()
    # ok: timing-unsafe-comparison
    if given_token != operator.access_token:
        raise ValueError("wrong token")


def require_peer_key(given_token: str) -> None:
    peer = Session.query(User).filter_by(role="peer").one()
    # ruleid: timing-unsafe-comparison
    if given_token != peer.access_token:
        raise ValueError("wrong token")
