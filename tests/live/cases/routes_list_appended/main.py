# The list of routes is a list: append, insert, extend and remove count.
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

app = FastAPI()
router = APIRouter()


@router.get("/kept")
def kept(): ...


@router.get("/removed")
def removed(): ...


def late(): ...


def first(): ...


app.router.routes.append(APIRoute("/late", late))
app.routes.insert(0, APIRoute("/first", first, methods=["PUT"]))
app.router.routes.extend(route for route in router.routes if route.path != "/removed")
