# `validation_alias` names the query parameter where the framework reads it so.
# live: versions=0.165.0
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/v")
def v(q: str = Query(validation_alias="wire"), both: str = Query("", alias="shown", validation_alias="read")): ...
