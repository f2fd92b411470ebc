# Applications by host name serve the same paths.
from fastapi import FastAPI

api = FastAPI()


@api.get("/items")
def items(): ...


app = FastAPI()
app.host("api.example.org", api)


@app.get("/home")
def home(): ...
