def update_account(session, account, **fields):
    for name, value in fields.items():
        setattr(account, name, value)
    session.commit()
    return account
