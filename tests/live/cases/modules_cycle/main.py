# Import cycles: main imports views, views import main's app through a function, models and views import each other.
from fastapi import FastAPI

app = FastAPI()

import views  # noqa: E402

app.include_router(views.router)
