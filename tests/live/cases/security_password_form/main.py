# OAuth2PasswordRequestForm: its form fields; the strict one; a subclass with one more.
from typing import Annotated

from fastapi import Depends, FastAPI, Form
from fastapi.security import OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict

app = FastAPI()


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]): ...


@app.post("/strict")
def strict(form: OAuth2PasswordRequestFormStrict = Depends()): ...


class WithCode(OAuth2PasswordRequestForm):
    def __init__(self, *, username: str = Form(), password: str = Form(), code: Annotated[int, Form()] = 0):
        super().__init__(username=username, password=password)


@app.post("/code")
def code(form: WithCode = Depends()): ...
