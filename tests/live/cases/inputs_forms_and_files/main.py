# Forms and files: scalars, lists, bytes, UploadFile with and without File().
from typing import Annotated, List, Optional

from fastapi import FastAPI, File, Form, UploadFile

app = FastAPI()


@app.post("/form")
def form(name: Annotated[str, Form()], age: int = Form(0), tags: List[str] = Form([])): ...


@app.post("/files")
def files(
    one: UploadFile,
    raw: Annotated[bytes, File()],
    many: List[UploadFile],
    maybe: Optional[UploadFile] = None,
    described: UploadFile = File(..., description="x"),
    token: str = Form(...),
): ...


@app.post("/many")
def many(files: Annotated[list[UploadFile], File()], more: list[bytes] = File(default=[])): ...
