class Client:
    async def update(self, access_token, homeserver, device_id):
        # ok: timing-unsafe-comparison
        if access_token == self.access_token and homeserver == self.homeserver and device_id == self.device_id:
            return
        await self.connect(access_token, homeserver, device_id)


def check_login(self, username, password):
    # ruleid: timing-unsafe-comparison
    return username == self.username and password == self.password


def reset(service, users, user, password):
    password_hash = service.hash(password)
    renewed = users.update_password(user.id, password_hash)
    # ok: timing-unsafe-comparison
    if renewed.password != password_hash:
        raise ValueError("the password was not written")
