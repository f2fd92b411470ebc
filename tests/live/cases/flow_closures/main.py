# Closures over loop variables: paths are read at registration, late-bound names at call; nonlocal and global counters.
from fastapi import APIRouter, FastAPI

app = FastAPI()
COUNT = 0


def register(prefix):
    calls = 0

    def add(path):
        nonlocal calls
        global COUNT
        calls += 1
        COUNT += 1

        @app.get(f"{prefix}{path}/{calls}/{COUNT}")
        def endpoint(): ...

        return endpoint

    return add


a = register("/a")
b = register("/b")
a("/x")
b("/x")
a("/y")
late = [lambda: app.include_router(router, prefix=p) for p in ("/one", "/two")]
router = APIRouter()


@router.get("/late")
def late_bound(): ...


p = "/module"
late[0]()
