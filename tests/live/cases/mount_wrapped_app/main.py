# A mounted application inside wrappers: middleware classes that keep it as `app`.
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

api = FastAPI()


@api.get("/items")
def items(): ...


app = FastAPI()
app.mount("/api", CORSMiddleware(GZipMiddleware(api, minimum_size=10), allow_origins=["*"]))
