# __all__ built by concatenation and append; star import without __all__; names that start with an underscore.
from explicit import *
from fastapi import FastAPI
from implicit import *

app = FastAPI()
app.include_router(one)
app.include_router(two)
app.include_router(_three)
app.include_router(four)
