"""Settings, from the environment (`SHOP_…`) or their defaults."""

from functools import lru_cache

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_")

    project_name: str = "Shop"
    api_prefix: str = "/api/v1"
    admin_path: str = "/admin"
    token_minutes: int = 30
    secret_key: SecretStr = SecretStr("only-for-development")
    admin_key: SecretStr = SecretStr("admin-development-key")
    partner_key: SecretStr = SecretStr("partner-development-key")
    debug_routes: bool = False


@lru_cache
def get_settings() -> Settings:
    return Settings()
