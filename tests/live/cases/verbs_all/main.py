# Every verb decorator, on the application and on a router with a prefix.
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/r")


@app.get("/x")
def get_x(): ...


@app.put("/x")
def put_x(): ...


@app.post("/x")
def post_x(): ...


@app.delete("/x")
def delete_x(): ...


@app.options("/x")
def options_x(): ...


@app.head("/x")
def head_x(): ...


@app.patch("/x")
def patch_x(): ...


@app.trace("/x")
def trace_x(): ...


@router.get("/y")
def get_y(): ...


@router.put("/y")
def put_y(): ...


@router.post("/y")
def post_y(): ...


@router.delete("/y")
def delete_y(): ...


@router.options("/y")
def options_y(): ...


@router.head("/y")
def head_y(): ...


@router.patch("/y")
def patch_y(): ...


@router.trace("/y")
def trace_y(): ...


app.include_router(router, prefix="/p")
