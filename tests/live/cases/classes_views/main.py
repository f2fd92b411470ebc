# View classes: base class methods registered per subclass, MRO, class attributes, properties, super().
from fastapi import APIRouter, FastAPI

app = FastAPI()


class Named:
    name = "none"

    @property
    def prefix(self):
        return f"/{self.name}"


class Listing:
    def routes(self):
        return [("GET", "", self.list)]

    def list(self): ...


class Creating:
    def routes(self):
        return super().routes() + [("POST", "", self.create)]

    def create(self): ...


class View(Named, Listing):
    extra: list = []

    def __init__(self, **options):
        self.options = options
        self.router = APIRouter(prefix=self.prefix)
        for verb, path, method in self.routes():
            self.router.add_api_route(path, method, methods=[verb])

    def mount_on(self, target):
        target.include_router(self.router, **self.options)
        return self


class Users(View):
    name = "users"


class Items(Creating, View):
    name = "items"

    def list(self): ...

    @classmethod
    def build(cls):
        return cls(prefix="/built")


Users().mount_on(app)
Items.build().mount_on(app)
