# Settings: defaults, Field, prefixes derived in properties and validators, nested models, a cached getter, inheritance.
from settings import Settings, get_settings, settings

from fastapi import APIRouter, Depends, FastAPI

router = APIRouter()


@router.get("/x")
def x(s: Settings = Depends(get_settings)): ...


app = FastAPI(title=settings.name)
app.include_router(router, prefix=settings.API)
app.include_router(router, prefix=settings.full)
app.include_router(router, prefix=get_settings().nested.path)
app.include_router(router, prefix=Settings().mount_at)
app.include_router(router, prefix=settings.model_copy(update={"API": "/copied"}).API)
if settings.debug:
    app.include_router(router, prefix="/debug")
if settings.enabled:
    app.include_router(router, prefix="/enabled")
