# try: the body counts; a missing optional package takes the handler; else and finally run; a guarded failing import is survived.
from fastapi import FastAPI

app = FastAPI()

try:
    import surely_not_installed_package

    @app.get("/never")
    def never(): ...

    PREFIX = "/fast"
except ImportError:
    surely_not_installed_package = None
    PREFIX = "/slow"

try:
    from values import PATH
except ImportError:
    PATH = "/fallback"
else:

    @app.get("/else")
    def in_else(): ...
finally:

    @app.get("/finally")
    def in_finally(): ...


@app.get(PREFIX + PATH)
def found(): ...


if surely_not_installed_package:

    @app.get("/with-package")
    def with_package(): ...
