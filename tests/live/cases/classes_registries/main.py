# Registries filled by __init_subclass__, by a class decorator and by a metaclass-free plugin list.
from fastapi import APIRouter, FastAPI

app = FastAPI()
REGISTRY = {}


class Plugin:
    plugins = []

    def __init_subclass__(cls, path="/auto", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.path = path
        Plugin.plugins.append(cls)

    def register(self, target):
        target.add_api_route(self.path, self.serve)

    def serve(self): ...


class A(Plugin): ...


class B(Plugin, path="/b"):
    def serve(self): ...


def register(name):
    def deco(cls):
        REGISTRY[name] = cls
        return cls

    return deco


@register("c")
class C:
    router = APIRouter(prefix="/c")


@C.router.get("/x")
def x(): ...


for plugin in Plugin.plugins:
    plugin().register(app)
for name, cls in REGISTRY.items():
    app.include_router(cls.router, prefix=f"/reg-{name}")
