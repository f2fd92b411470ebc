# What is not served: a router never included, a function never called, a class never made, code after return, another app's router.
from fastapi import APIRouter, FastAPI

app = FastAPI()
dead = APIRouter(prefix="/dead")


@dead.get("/x")
def x(): ...


def never_called(a):
    @a.get("/never")
    def never(): ...


class NeverMade:
    def __init__(self):
        app.include_router(dead, prefix="/made")


def early():
    return
    app.include_router(dead, prefix="/after-return")


early()


@app.get("/alive")
def alive(): ...


del dead
