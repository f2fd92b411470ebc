"""What FastAPI's classes mean to the evaluator: our own abbreviation of their documented behaviour.

Names with double underscores are intrinsics of the machine. Evaluated, never executed.
"""

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route, Router, State, WebSocketRoute


class APIRoute(Route):
    def __init__(
        self,
        path,
        endpoint,
        *,
        response_model=__default__,
        status_code=None,
        tags=None,
        dependencies=None,
        deprecated=None,
        name=None,
        methods=None,
        operation_id=None,
        include_in_schema=True,
        _origin=None,
        **kwargs,
    ):
        self.path = path
        self.path_format = path
        self.endpoint = endpoint
        self.methods = __verbs__(endpoint, ["GET"] if methods is None else methods)
        self.name = __endpoint_name__(endpoint, name)
        self.response_model = response_model
        self.status_code = status_code
        self.tags = __list__(tags)
        self.dependencies = __given__(dependencies)
        self.deprecated = deprecated
        self.operation_id = operation_id
        self.include_in_schema = include_in_schema
        self._origin = _origin
        self._extra = kwargs


class APIWebSocketRoute(WebSocketRoute):
    def __init__(self, path, endpoint, *, name=None, dependencies=None, dependency_overrides_provider=None, _origin=None):
        self.path = path
        self.endpoint = endpoint
        self.name = __endpoint_name__(endpoint, name)
        self.dependencies = __given__(dependencies)
        self._origin = _origin


class _IncludedRouter(BaseRoute):
    """FastAPI 0.137 and newer include by reference: routes added later appear."""

    def __init__(self, router, prefix, tags, dependencies, deprecated, include_in_schema):
        self.included_router = router
        self.path = prefix
        self.tags = tags
        self.dependencies = dependencies
        self.deprecated = deprecated
        self.include_in_schema = include_in_schema


class _Include:
    """What one call of `include_router` was given."""

    def __init__(self, router, prefix, parent):
        self.router = router
        self.prefix = prefix
        self.parent = parent


class APIRouter(Router):
    def __init__(
        self,
        *,
        prefix="",
        tags=None,
        dependencies=None,
        default_response_class=None,
        responses=None,
        callbacks=None,
        routes=None,
        redirect_slashes=True,
        default=None,
        dependency_overrides_provider=None,
        route_class=APIRoute,
        on_startup=None,
        on_shutdown=None,
        lifespan=None,
        deprecated=None,
        include_in_schema=True,
        **kwargs,
    ):
        self.routes = __list__(routes)
        self.redirect_slashes = redirect_slashes
        self.on_startup = __list__(on_startup)
        self.on_shutdown = __list__(on_shutdown)
        self.lifespan_context = lifespan
        self.prefix = prefix
        self.tags = __list__(tags)
        self.dependencies = __given__(dependencies)
        self.deprecated = deprecated
        self.include_in_schema = include_in_schema
        self.responses = responses
        self.route_class = route_class
        self.default_response_class = default_response_class
        self.dependency_overrides_provider = dependency_overrides_provider
        self._included_lifespans = []
        self._included = []

    def add_api_route(
        self,
        path,
        endpoint,
        *,
        tags=None,
        dependencies=None,
        deprecated=None,
        include_in_schema=True,
        route_class_override=None,
        **kwargs,
    ):
        route_class = __route_class__(route_class_override or self.route_class, APIRoute)
        self.routes.append(
            route_class(
                self.prefix + path,
                endpoint=endpoint,
                tags=[*self.tags, *__list__(tags)],
                dependencies=[*self.dependencies, *__given__(dependencies)],
                deprecated=deprecated or self.deprecated,
                include_in_schema=include_in_schema and self.include_in_schema,
                **kwargs,
            )
        )

    def api_route(self, path, **kwargs):
        def decorator(func):
            self.add_api_route(path, func, **kwargs)
            return func

        return decorator

    def add_api_websocket_route(self, path, endpoint, name=None, *, dependencies=None, _origin=None):
        self.routes.append(
            APIWebSocketRoute(
                self.prefix + path,
                endpoint=endpoint,
                name=name,
                dependencies=[*self.dependencies, *__given__(dependencies)],
                _origin=_origin,
            )
        )

    def websocket(self, path, name=None, *, dependencies=None):
        def decorator(func):
            self.add_api_websocket_route(path, func, name=name, dependencies=dependencies)
            return func

        return decorator

    def get(self, path, **kwargs):
        return self.api_route(path=path, methods=["GET"], **kwargs)

    def put(self, path, **kwargs):
        return self.api_route(path=path, methods=["PUT"], **kwargs)

    def post(self, path, **kwargs):
        return self.api_route(path=path, methods=["POST"], **kwargs)

    def delete(self, path, **kwargs):
        return self.api_route(path=path, methods=["DELETE"], **kwargs)

    def options(self, path, **kwargs):
        return self.api_route(path=path, methods=["OPTIONS"], **kwargs)

    def head(self, path, **kwargs):
        return self.api_route(path=path, methods=["HEAD"], **kwargs)

    def patch(self, path, **kwargs):
        return self.api_route(path=path, methods=["PATCH"], **kwargs)

    def trace(self, path, **kwargs):
        return self.api_route(path=path, methods=["TRACE"], **kwargs)

    def include_router(
        self,
        router,
        *,
        prefix="",
        tags=None,
        dependencies=None,
        default_response_class=None,
        responses=None,
        callbacks=None,
        deprecated=None,
        include_in_schema=True,
        generate_unique_id_function=None,
    ):
        if not __is_router__(router):
            return
        self._included.append(router)
        _Include(router, prefix, self)
        for handler in router.on_startup:
            self.add_event_handler("startup", handler)
        if router.lifespan_context is not None:
            self._included_lifespans.append(router.lifespan_context)
        self._included_lifespans.extend(getattr(router, "_included_lifespans", []))
        if __older__("fastapi", 0, 137):
            for route in router.routes:
                self._copy_route(route, prefix, tags, dependencies, deprecated, include_in_schema)
        else:
            self.routes.append(
                _IncludedRouter(
                    router,
                    self.prefix + prefix,
                    [*self.tags, *__list__(tags)],
                    [*self.dependencies, *__given__(dependencies)],
                    deprecated or self.deprecated,
                    include_in_schema and self.include_in_schema,
                )
            )

    def _copy_route(self, route, prefix, tags, dependencies, deprecated, include_in_schema):
        if isinstance(route, APIRoute):
            self.add_api_route(
                prefix + route.path,
                route.endpoint,
                response_model=route.response_model,
                status_code=route.status_code,
                tags=[*__list__(tags), *route.tags],
                dependencies=[*__given__(dependencies), *route.dependencies],
                deprecated=route.deprecated or deprecated,
                methods=route.methods,
                operation_id=route.operation_id,
                include_in_schema=route.include_in_schema and include_in_schema,
                name=route.name,
                route_class_override=type(route),
                _origin=route,
            )
        elif isinstance(route, APIWebSocketRoute):
            self.add_api_websocket_route(
                prefix + route.path,
                route.endpoint,
                name=route.name,
                dependencies=[*__given__(dependencies), *route.dependencies],
                _origin=route,
            )
        elif isinstance(route, WebSocketRoute):
            self.add_websocket_route(prefix + route.path, route.endpoint, name=route.name)
        elif isinstance(route, Route):
            self.add_route(prefix + route.path, route.endpoint, methods=route.methods, name=route.name)


class FastAPI(Starlette):
    def __init__(
        self,
        *,
        debug=False,
        routes=None,
        title="FastAPI",
        summary=None,
        description="",
        version="0.1.0",
        openapi_url="/openapi.json",
        openapi_tags=None,
        servers=None,
        dependencies=None,
        default_response_class=None,
        redirect_slashes=True,
        docs_url="/docs",
        redoc_url="/redoc",
        swagger_ui_oauth2_redirect_url="/docs/oauth2-redirect",
        swagger_ui_init_oauth=None,
        middleware=None,
        exception_handlers=None,
        on_startup=None,
        on_shutdown=None,
        lifespan=None,
        root_path="",
        root_path_in_servers=True,
        responses=None,
        callbacks=None,
        deprecated=None,
        include_in_schema=True,
        swagger_ui_parameters=None,
        **extra,
    ):
        self.debug = debug
        self.title = title
        self.summary = summary
        self.description = description
        self.version = version
        self.openapi_url = openapi_url
        self.docs_url = docs_url
        self.redoc_url = redoc_url
        self.root_path = root_path
        self.swagger_ui_oauth2_redirect_url = swagger_ui_oauth2_redirect_url
        self.swagger_ui_init_oauth = swagger_ui_init_oauth
        self.swagger_ui_parameters = swagger_ui_parameters
        self.servers = __list__(servers)
        self.extra = extra
        self.openapi_tags = openapi_tags
        self.openapi_version = "3.1.0"
        self.state = State()
        self.dependency_overrides = {}
        self.router = APIRouter(
            routes=routes,
            redirect_slashes=redirect_slashes,
            on_startup=on_startup,
            on_shutdown=on_shutdown,
            lifespan=lifespan,
            dependencies=dependencies,
            deprecated=deprecated,
            include_in_schema=include_in_schema,
            responses=responses,
        )
        self.exception_handlers = __dict_of__(exception_handlers)
        self.user_middleware = __list__(middleware)

    def add_api_route(self, path, endpoint, **kwargs):
        self.router.add_api_route(path, endpoint=endpoint, **kwargs)

    def api_route(self, path, **kwargs):
        def decorator(func):
            self.router.add_api_route(path, func, **kwargs)
            return func

        return decorator

    def add_api_websocket_route(self, path, endpoint, name=None, *, dependencies=None):
        self.router.add_api_websocket_route(path, endpoint, name=name, dependencies=dependencies)

    def websocket(self, path, name=None, *, dependencies=None):
        def decorator(func):
            self.add_api_websocket_route(path, func, name=name, dependencies=dependencies)
            return func

        return decorator

    def include_router(self, router, **kwargs):
        self.router.include_router(router, **kwargs)

    def get(self, path, **kwargs):
        return self.router.get(path, **kwargs)

    def put(self, path, **kwargs):
        return self.router.put(path, **kwargs)

    def post(self, path, **kwargs):
        return self.router.post(path, **kwargs)

    def delete(self, path, **kwargs):
        return self.router.delete(path, **kwargs)

    def options(self, path, **kwargs):
        return self.router.options(path, **kwargs)

    def head(self, path, **kwargs):
        return self.router.head(path, **kwargs)

    def patch(self, path, **kwargs):
        return self.router.patch(path, **kwargs)

    def trace(self, path, **kwargs):
        return self.router.trace(path, **kwargs)

    def openapi(self):
        return __unknown__("an OpenAPI document")
