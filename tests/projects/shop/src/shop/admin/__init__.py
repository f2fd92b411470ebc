"""The admin application: an application of its own, with its own key and its own documentation."""

import secrets

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader

from shop.deps import SettingsDep

admin_key = APIKeyHeader(name="X-Admin-Key", auto_error=False)


def require_admin(config: SettingsDep, key: str | None = Security(admin_key)) -> None:
    if key is None or not secrets.compare_digest(key, config.admin_key.get_secret_value()):
        raise HTTPException(403, "Admins only")


def create_admin() -> FastAPI:
    from shop.admin import reports, users

    admin = FastAPI(title="Shop admin", dependencies=[Depends(require_admin)])
    admin.include_router(users.router, prefix="/users")
    reports.register(admin)
    return admin
