# Routes added after the include: served from 0.137 on, lost before; also by an include into an included router.
from fastapi import APIRouter, FastAPI

outer = APIRouter(prefix="/outer")
inner = APIRouter(prefix="/inner")
app = FastAPI()
app.include_router(outer)


@outer.get("/late")
def late(): ...


outer.include_router(inner)


@inner.get("/later")
def later(): ...
