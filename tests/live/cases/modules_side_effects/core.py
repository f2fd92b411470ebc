from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/shared")
