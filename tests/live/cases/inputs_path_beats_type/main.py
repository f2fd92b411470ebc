# A name in the path is a path parameter whatever its default or Query-less annotation says.
from typing import Annotated

from fastapi import FastAPI, Path

app = FastAPI()


@app.get("/{kind}/{number}/{flag}")
def read(kind, number: int, flag: Annotated[bool, Path(title="f")], other: str = "x"): ...


def under_prefix(tenant: str, thing: int): ...


app.add_api_route("/{tenant}/{thing}/x", under_prefix)
app.add_api_route("/x/{thing}", under_prefix, methods=["POST"])
