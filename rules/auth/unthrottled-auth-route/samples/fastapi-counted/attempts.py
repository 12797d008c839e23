from datetime import UTC, datetime, timedelta

from db import Attempt, User, session


def check_recent(email: str) -> None:
    recent_attempts = session.query(Attempt).filter(Attempt.email == email, Attempt.at > datetime.now(UTC) - timedelta(hours=1))
    if recent_attempts.count() >= 5:
        raise PermissionError("Try again later")


def note_failure(email: str) -> None:
    session.add(Attempt(email=email, at=datetime.now(UTC)))
    failed = session.query(Attempt).filter(Attempt.email == email)
    if failed.count() >= 10:
        raise PermissionError("Ask for a new password")


def verify_password(email: str, password: str) -> User | None:
    user = session.query(User).filter(User.email == email).first()
    return user if user is not None and user.check(password) else None
