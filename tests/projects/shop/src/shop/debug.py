"""Only where `SHOP_DEBUG_ROUTES` is set."""

from fastapi import APIRouter

from shop.deps import SettingsDep

router = APIRouter()


@router.get("/settings")
def read_settings(config: SettingsDep) -> dict[str, str]:
    return {name: str(value) for name, value in config}
