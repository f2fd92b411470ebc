# Dependencies of application, include, router and route all contribute inputs; those of a mount's parent do not.
from fastapi import APIRouter, Depends, FastAPI, Header, Query


def of_app(app_q: str): ...


def of_include(include_q: int = 1): ...


def of_router(x_router: str = Header()): ...


def of_route(route_q: list[str] = Query([])): ...


router = APIRouter(prefix="/r", dependencies=[Depends(of_router)])


@router.get("/a", dependencies=[Depends(of_route)])
def a(own: bool = False): ...


@router.websocket("/ws")
async def ws(websocket): ...


sub = FastAPI()


@sub.get("/s")
def s(): ...


app = FastAPI(dependencies=[Depends(of_app)])
app.include_router(router, prefix="/in", dependencies=[Depends(of_include)])
app.mount("/sub", sub)
