"""What Starlette's classes mean to the evaluator: our own abbreviation of their documented behaviour.

Names with double underscores are intrinsics of the machine. Evaluated, never executed.
"""


class BaseRoute:
    pass


class Route(BaseRoute):
    def __init__(self, path, endpoint, *, methods=None, name=None, include_in_schema=True, middleware=None):
        self.path = path
        self.endpoint = endpoint
        self.methods = __verbs__(endpoint, methods)
        self.name = __endpoint_name__(endpoint, name)
        self.include_in_schema = include_in_schema
        self.middleware = middleware


class WebSocketRoute(BaseRoute):
    def __init__(self, path, endpoint, *, name=None, middleware=None):
        self.path = path
        self.endpoint = endpoint
        self.name = __endpoint_name__(endpoint, name)
        self.middleware = middleware


class Mount(BaseRoute):
    def __init__(self, path, app=None, routes=None, name=None, *, middleware=None):
        self.path = path.rstrip("/")
        self.app = Router(routes=routes) if app is None else app
        self.name = name
        self.middleware = middleware

    @property
    def routes(self):
        return getattr(self.app, "routes", [])


class Host(BaseRoute):
    def __init__(self, host, app, name=None):
        self.host = host
        self.path = ""
        self.app = app
        self.name = name

    @property
    def routes(self):
        return getattr(self.app, "routes", [])


class Router:
    def __init__(
        self,
        routes=None,
        redirect_slashes=True,
        default=None,
        on_startup=None,
        on_shutdown=None,
        lifespan=None,
        *,
        middleware=None,
    ):
        self.routes = __list__(routes)
        self.redirect_slashes = redirect_slashes
        self.default = default
        self.on_startup = __list__(on_startup)
        self.on_shutdown = __list__(on_shutdown)
        self.lifespan_context = lifespan
        self.middleware = middleware

    def mount(self, path, app, name=None):
        self.routes.append(Mount(path, app=app, name=name))

    def host(self, host, app, name=None):
        self.routes.append(Host(host, app=app, name=name))

    def add_route(self, path, endpoint, methods=None, name=None, include_in_schema=True):
        self.routes.append(
            Route(path, endpoint, methods=methods, name=name, include_in_schema=include_in_schema)
        )

    def add_websocket_route(self, path, endpoint, name=None):
        self.routes.append(WebSocketRoute(path, endpoint, name=name))

    def route(self, path, methods=None, name=None, include_in_schema=True):
        def decorator(func):
            self.add_route(path, func, methods=methods, name=name, include_in_schema=include_in_schema)
            return func

        return decorator

    def websocket_route(self, path, name=None):
        def decorator(func):
            self.add_websocket_route(path, func, name=name)
            return func

        return decorator

    def add_event_handler(self, event_type, func):
        if event_type == "startup":
            self.on_startup.append(func)
        elif event_type == "shutdown":
            self.on_shutdown.append(func)

    def on_event(self, event_type):
        def decorator(func):
            self.add_event_handler(event_type, func)
            return func

        return decorator

    def url_path_for(self, name, **path_params):
        return __unknown__("a reversed path")


class Middleware:
    def __init__(self, cls, *args, **kwargs):
        self.cls = cls
        self.args = args
        self.kwargs = kwargs


class State:
    pass


class Starlette:
    def __init__(
        self,
        debug=False,
        routes=None,
        middleware=None,
        exception_handlers=None,
        on_startup=None,
        on_shutdown=None,
        lifespan=None,
    ):
        self.debug = debug
        self.state = State()
        self.router = Router(routes, on_startup=on_startup, on_shutdown=on_shutdown, lifespan=lifespan)
        self.exception_handlers = __dict_of__(exception_handlers)
        self.user_middleware = __list__(middleware)

    @property
    def routes(self):
        return self.router.routes

    def mount(self, path, app, name=None):
        self.router.mount(path, app=app, name=name)

    def host(self, host, app, name=None):
        self.router.host(host, app=app, name=name)

    def add_route(self, path, route, methods=None, name=None, include_in_schema=True):
        self.router.add_route(path, route, methods=methods, name=name, include_in_schema=include_in_schema)

    def add_websocket_route(self, path, route, name=None):
        self.router.add_websocket_route(path, route, name=name)

    def route(self, path, methods=None, name=None, include_in_schema=True):
        def decorator(func):
            self.router.add_route(path, func, methods=methods, name=name, include_in_schema=include_in_schema)
            return func

        return decorator

    def websocket_route(self, path, name=None):
        def decorator(func):
            self.router.add_websocket_route(path, func, name=name)
            return func

        return decorator

    def add_event_handler(self, event_type, func):
        self.router.add_event_handler(event_type, func)

    def on_event(self, event_type):
        return self.router.on_event(event_type)

    def add_middleware(self, middleware_class, *args, **kwargs):
        self.user_middleware.insert(0, Middleware(middleware_class, *args, **kwargs))

    def middleware(self, middleware_type):
        def decorator(func):
            self.user_middleware.insert(0, Middleware(func))
            return func

        return decorator

    def add_exception_handler(self, exc_class_or_status_code, handler):
        self.exception_handlers[exc_class_or_status_code] = handler

    def exception_handler(self, exc_class_or_status_code):
        def decorator(func):
            self.add_exception_handler(exc_class_or_status_code, func)
            return func

        return decorator

    def url_path_for(self, name, **path_params):
        return __unknown__("a reversed path")


class Config:
    def __init__(self, env_file=None, environ=None, env_prefix="", encoding="utf-8"):
        self.env_prefix = env_prefix

    def __call__(self, key, cast=None, default=__unknown__("a variable of the environment")):
        __configured__()
        return default

    def get(self, key, cast=None, default=__unknown__("a variable of the environment")):
        __configured__()
        return default
