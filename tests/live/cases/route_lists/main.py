# Routes given as lists: Starlette's Route, Mount with routes, Host, a WebSocketRoute and an endpoint class.
from fastapi import FastAPI
from starlette.endpoints import HTTPEndpoint
from starlette.routing import Host, Mount, Route, Router, WebSocketRoute


async def home(request): ...


async def user(request): ...


async def socket(websocket): ...


class Things(HTTPEndpoint):
    async def get(self, request): ...

    async def post(self, request): ...


app = FastAPI(
    routes=[
        Route("/", home),
        Route("/post", home, methods=["POST"]),
        Route("/things", Things),
        Mount("/users", routes=[Route("/", user, name="list"), Route("/{name}", user), Mount("/deep", routes=[Route("/er", user)])]),
        WebSocketRoute("/ws", socket),
        Host("api.example.org", app=Router(routes=[Route("/hosted", home)])),
    ]
)
