# Static files and mounts under conditions that are known; a sub-application mounted twice.
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

sub = FastAPI()


@sub.get("/leaf")
def leaf(): ...


app = FastAPI()
app.mount("/static", StaticFiles(directory=".", check_dir=False), name="static")
for version in (1, 2):
    app.mount(f"/v{version}", sub)
if not app.debug:
    app.mount("/production", sub)


@app.get("/")
def index(): ...
