# Things kept on `app.state`, on the application itself, on functions and modules, by setattr and getattr.
import settings

from fastapi import APIRouter, FastAPI

app = FastAPI(title="Shop", root_path="/proxy")
app.state.prefix = "/state"
router = APIRouter()


@router.get("/x")
def x(): ...


x.prefix = "/function"
setattr(settings, "DYNAMIC", "/dynamic")
for name in ("ONE", "TWO"):
    app.include_router(router, prefix=getattr(settings, f"PREFIX_{name}"))
app.include_router(router, prefix=app.state.prefix)
app.include_router(router, prefix=x.prefix)
app.include_router(router, prefix=settings.DYNAMIC)
app.include_router(router, prefix=getattr(settings, "MISSING", "/missing"))
app.include_router(router, prefix=vars(settings)["PREFIX_ONE"] + "/vars")
if hasattr(settings, "PREFIX_TWO") and not hasattr(settings, "NOPE"):
    getattr(app, "include_router")(router, prefix="/" + app.title.lower())
for verb in ("put", "post"):
    getattr(app, verb)(f"/by-name/{verb}")(x)
