; Where routes and routers are written in poem services, with poem-openapi.

; Route::new(), OpenApiService::new(…)
(call_expression
  function: (scoped_identifier
    path: (identifier) @_of
    name: (identifier) @name)
  (#any-of? @_of "Route" "OpenApiService")
  (#eq? @name "new")) @router

; .at("/path", get(handler))
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @route.method)
  arguments: (arguments
    . [(string_literal) (raw_string_literal)] @route.path) @route.arguments
  (#eq? @route.method "at")) @route

; #[oai(path = "/path", method = "get")] above a method
((attribute_item
  (attribute
    (identifier) @_oai
    arguments: (token_tree
      . (identifier) @_path
      . (string_literal) @route.path
      (identifier) @_method
      . (string_literal) @route.method) @route.arguments)) @route
  . [(attribute_item) (line_comment)]*
  . (function_item
    name: (identifier) @route.handler
    parameters: (parameters) @route.parameters)
  (#eq? @_oai "oai")
  (#eq? @_path "path")
  (#eq? @_method "method"))

; .nest("/path", …), .nest_no_strip("/path", …)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @name)
  arguments: (arguments) @include.arguments
  (#eq? @name "nest_no_strip")) @include
