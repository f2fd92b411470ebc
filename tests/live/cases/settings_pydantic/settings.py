from functools import lru_cache

from pydantic import BaseModel, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Nested(BaseModel):
    path: str = "/nested"


class Base(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="WAYLINE_CASE_", extra="ignore")
    API: str = "/api"
    version: int = Field(default=3, ge=1)
    debug: bool = False


class Settings(Base):
    name: str = "Shop"
    enabled: bool = True
    nested: Nested = Nested()
    mount_at: str = ""

    @property
    def full(self) -> str:
        return f"{self.API}/v{self.version}"

    @model_validator(mode="after")
    def fill(self):
        if not self.mount_at:
            self.mount_at = self.API + "/mounted"
        return self


settings = Settings()


@lru_cache
def get_settings() -> Settings:
    return Settings()
