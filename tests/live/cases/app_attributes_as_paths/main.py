# Code uses the application's own attributes as paths.
from fastapi import FastAPI

app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/schema.json")


@app.get(app.swagger_ui_oauth2_redirect_url, include_in_schema=False)
def redirect(): ...


@app.get(f"/own{app.openapi_url}")
def schema(): ...


@app.get("/v" + app.version)
def version(): ...
