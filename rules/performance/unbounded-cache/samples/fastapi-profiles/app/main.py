from fastapi import FastAPI

from .profiles import checked, plain, profile, recent, translated

app = FastAPI()


@app.get("/users/{user_id}/profile")
def get_profile(user_id: int):
    return profile(user_id)


@app.get("/users/{user_id}/recent")
def get_recent(user_id: int):
    return recent(user_id)


@app.get("/words/{language}")
def get_words(language: str):
    return translated(language), plain()


@app.get("/schemas/{schema_type}")
def get_schema(schema_type: str):
    return checked(schema_type)
