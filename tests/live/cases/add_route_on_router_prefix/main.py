# Starlette's `add_route` does not know the router's own prefix; an include's prefix counts (and by version the includer's).
from fastapi import APIRouter, FastAPI
from starlette.responses import PlainTextResponse

router = APIRouter(prefix="/own")


async def plain(request):
    return PlainTextResponse("ok")


router.add_route("/plain", plain)
router.add_route("/both", plain, methods=["POST", "PUT"])
app = FastAPI()
app.include_router(router, prefix="/in")
app.add_route("/direct", plain, methods=["DELETE"])
