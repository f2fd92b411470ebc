# Mounts on an included router: dropped before 0.137, served from then on.
from fastapi import APIRouter, FastAPI

sub = FastAPI()


@sub.get("/leaf")
def leaf(): ...


router = APIRouter(prefix="/own")
router.mount("/m", sub)


@router.get("/x")
def x(): ...


app = FastAPI()
app.include_router(router, prefix="/in")
