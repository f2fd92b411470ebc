# Middleware, exception handlers and events leave the routes as they are; a middleware wrapper replaces the exported name.
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        return await call_next(request)


app = FastAPI(middleware=[Middleware(GZipMiddleware)], exception_handlers={404: lambda r, e: None})
app.add_middleware(Timing)
app.add_middleware(CORSMiddleware, allow_origins=["*"])


@app.middleware("http")
async def log(request: Request, call_next):
    return await call_next(request)


@app.exception_handler(ValueError)
async def wrong(request: Request, error: ValueError): ...


@app.get("/x")
def x(): ...


asgi = CORSMiddleware(app, allow_origins=["*"])
