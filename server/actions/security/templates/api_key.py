"""Authentication by API keys. Needs the package pydantic-settings.

Nobody gets in until AUTH_API_KEYS holds keys, each with the name of who has it: {"billing": "<key>"}.
"""

import secrets
from typing import Annotated

from fastapi import Depends, HTTPException, status
from fastapi.security import APIKeyHeader
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiKeySettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="AUTH_")
    api_keys: dict[str, str] = {}


class ApiClient(BaseModel):
    name: str


api_key_header = APIKeyHeader(name="X-API-Key", auto_error=False)


def get_api_key_settings() -> ApiKeySettings:
    return ApiKeySettings()


async def get_api_client(
    api_key: Annotated[str | None, Depends(api_key_header)],
    settings: Annotated[ApiKeySettings, Depends(get_api_key_settings)],
) -> ApiClient:
    if api_key is not None:
        for name, expected in settings.api_keys.items():
            is_same = secrets.compare_digest(api_key.encode(), expected.encode())
            if expected and is_same:
                return ApiClient(name=name)
    raise HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Invalid or missing API key",
        headers={"WWW-Authenticate": "APIKey"},
    )


CurrentClient = Annotated[ApiClient, Depends(get_api_client)]
