# live: apps=main:app,main:other
# One factory makes an application, the one that is mounted in it, and a third that stands alone.
from fastapi import FastAPI


def create(title):
    return FastAPI(title=title)


app = create("outer")
inner = create("inner")
other = create("other")
app.mount("/inner", inner)


@app.get("/outer")
def outer(): ...


@inner.get("/deep")
def deep(): ...


@other.get("/alone")
def alone(): ...
