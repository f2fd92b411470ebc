# Mounts in mounts: applications, a router and a Starlette application; a trailing slash of a mount's path is dropped.
from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from starlette.routing import Route

inner = FastAPI(root_path="/ignored")


@inner.get("/leaf")
def leaf(): ...


async def old(request): ...


middle = FastAPI()
middle.mount("/inner/", inner)


@middle.get("")
def empty(): ...


@middle.get("/")
def slash(): ...


router = APIRouter(prefix="/not-added")


@router.get("/bare")
def bare(): ...


app = FastAPI()
app.mount("/middle", app=middle, name="middle")
app.mount("/legacy", Starlette(routes=[Route("/old", old)]))
app.mount(path="/router", app=router)
