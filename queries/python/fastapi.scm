; Where routes, routers and dependencies are written in FastAPI and Starlette services.

; app = FastAPI(…), app = fastapi.FastAPI(…)
(call
  function: [
    (identifier) @name
    (attribute attribute: (identifier) @name)
  ]
  (#any-of? @name "FastAPI" "Starlette")) @application

; router = APIRouter(…)
(call
  function: [
    (identifier) @name
    (attribute attribute: (identifier) @name)
  ]
  (#any-of? @name "APIRouter" "Router")) @router

; @app.get("/path", …) above a handler
(decorated_definition
  (decorator
    (call
      function: (attribute
        object: (_) @receiver
        attribute: (identifier) @route.method)
      arguments: (argument_list
        . (string)? @route.path) @route.arguments)) @route
  definition: (function_definition
    name: (identifier) @route.handler
    parameters: (parameters) @route.parameters)
  (#any-of? @route.method
    "get" "put" "post" "delete" "options" "head" "patch" "trace"
    "api_route" "route" "websocket" "websocket_route"))

; @app.get(path="/path")
(decorator
  (call
    function: (attribute
      attribute: (identifier) @route.method)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_keyword
        value: (string) @route.path)))
  (#eq? @_keyword "path")
  (#any-of? @route.method
    "get" "put" "post" "delete" "options" "head" "patch" "trace"
    "api_route" "route" "websocket" "websocket_route"))

; app.add_api_route("/path", handler, …)
(call
  function: (attribute
    object: (_) @receiver
    attribute: (identifier) @route.method)
  arguments: (argument_list
    . (string) @route.path
    . [(identifier) (attribute)] @route.handler) @route.arguments
  (#any-of? @route.method
    "add_api_route" "add_route" "add_api_websocket_route" "add_websocket_route")) @route

; Route("/path", handler, …), routing.Route("/path", handler, …)
(call
  function: [
    (identifier) @route.method
    (attribute attribute: (identifier) @route.method)
  ]
  arguments: (argument_list
    . (string) @route.path
    . [(identifier) (attribute)] @route.handler) @route.arguments
  (#any-of? @route.method "Route" "WebSocketRoute" "APIRoute" "APIWebSocketRoute")) @route

; app.include_router(…), app.mount(…), app.host(…)
(call
  function: (attribute
    object: (_) @receiver
    attribute: (identifier) @name)
  arguments: (argument_list) @include.arguments
  (#any-of? @name "include_router" "mount" "host")) @include

; Depends(callable), Security(callable)
(call
  function: [
    (identifier) @name
    (attribute attribute: (identifier) @name)
  ]
  arguments: (argument_list
    . [(identifier) (attribute) (call) (lambda)]? @dependency.callable)
  (#any-of? @name "Depends" "Security")) @dependency
