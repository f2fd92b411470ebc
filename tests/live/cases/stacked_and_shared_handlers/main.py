# One function under several verbs and paths by decorators, calls and aliases.
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/r")


@app.get("/a")
@app.post("/a")
@router.put("/b")
def shared(): ...


same = shared
app.add_api_route("/c", same)
app.delete("/d")(shared)
app.include_router(router)
