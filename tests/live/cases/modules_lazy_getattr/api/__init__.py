import importlib

_PARTS = {"items_router": "items", "users_router": "users"}


def __getattr__(name):
    if name in _PARTS:
        return importlib.import_module(f".{_PARTS[name]}", __name__).router
    raise AttributeError(name)
