# Path converters of every kind.
from fastapi import FastAPI

app = FastAPI()


@app.get("/files/{name:path}")
def files(name: str): ...


@app.get("/n/{number:int}/{share:float}")
def numbers(number: int, share: float): ...


@app.get("/u/{key:uuid}.json")
def uuids(key): ...


@app.get("/{a}-{b}/x")
def two_in_one(a: str, b: str): ...
