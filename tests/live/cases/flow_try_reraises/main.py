# A handler that only raises again catches nothing: the program starts, so the `try` was got through.
import os

from fastapi import Depends, FastAPI, Header

exec("os.environ['KIND'] = 'plain'")  # stands for an environment that nobody reading the code can know


class Service:
    def __init__(self):
        if os.environ.get("KIND") is None:
            raise ValueError("KIND is not set")


def guard():
    def check(x_token: str = Header()): ...

    return check


def create_app() -> FastAPI:
    app = FastAPI()
    check = guard()
    try:
        Service()
    except ValueError as error:
        print(error)
        raise

    @app.get("/items", dependencies=[Depends(check)])
    def items(): ...

    return app


app = create_app()
