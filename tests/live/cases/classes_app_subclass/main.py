# A subclass of FastAPI: registers in __init__, an own include method, setup through super().
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/r")


@router.get("/x")
def x(): ...


class Service(FastAPI):
    def __init__(self, name: str, **kwargs):
        super().__init__(title=name, **kwargs)
        self.name = name
        self.add_api_route("/health", self.health)
        self.include_versioned(router)

    def health(self): ...

    def include_versioned(self, router, version=1):
        self.include_router(router, prefix=f"/{self.name}/v{version}")

    def feature(self, path):
        return self.get("/features" + path)


app = Service("shop", docs_url=None)
app.include_versioned(router, version=2)


@app.feature("/y")
def y(): ...
