# A plain Starlette application with a FastAPI one mounted.
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

api = FastAPI()


@api.post("/items")
def make(q: int = 0): ...


async def home(request):
    return PlainTextResponse("home")


class Health:
    async def show(self, request):
        return PlainTextResponse("ok")


app = Starlette(routes=[Route("/", home, methods=["GET"]), Route("/health", Health().show), Mount("/api", app=api)])
app.add_route("/late", home, methods=["POST"])
app.mount("/again", api)
