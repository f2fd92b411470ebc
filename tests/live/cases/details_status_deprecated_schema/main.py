# Status, deprecated, include_in_schema, name and operation id, also inherited from router and include.
from fastapi import APIRouter, FastAPI, status

router = APIRouter(prefix="/r", deprecated=True)
hidden = APIRouter(prefix="/h", include_in_schema=False)


@router.post("/a", status_code=201, name="make", operation_id="make_a")
def a(): ...


@router.delete("/b", status_code=status.HTTP_204_NO_CONTENT, include_in_schema=False)
def b(): ...


@hidden.get("/c")
def c(): ...


@hidden.get("/d", deprecated=True, status_code=202)
def d(): ...


app = FastAPI()
app.include_router(router)
app.include_router(hidden)


@app.get("/e")
def e(): ...


other = APIRouter()


@other.get("/f")
def f(): ...


app.include_router(other, prefix="/secret", include_in_schema=False)
app.include_router(other, prefix="/old", deprecated=True)
