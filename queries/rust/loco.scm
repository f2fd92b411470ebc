; Where routes are written in loco services.

; Routes::new(), AppRoutes::with_default_routes()
(call_expression
  function: (scoped_identifier
    path: (identifier) @_of
    name: (identifier) @name)
  (#any-of? @_of "Routes" "AppRoutes")
  (#any-of? @name "new" "at" "with_default_routes" "empty")) @router

; .add("/path", get(handler))
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @route.method)
  arguments: (arguments
    . (string_literal) @route.path
    . (call_expression
      arguments: (arguments
        . [(identifier) (scoped_identifier)] @route.handler))) @route.arguments
  (#eq? @route.method "add")) @route

; .add_route(…), .nest_route("/path", …)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @name)
  arguments: (arguments) @include.arguments
  (#any-of? @name "add_route" "add_routes" "nest_route" "nest_routes")) @include
