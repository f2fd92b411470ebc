# Routes registered by importing modules: from main, from a package's __init__, in import order.
from core import app
import handlers  # noqa: F401


@app.get("/main")
def main(): ...
