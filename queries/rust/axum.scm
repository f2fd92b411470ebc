; Where routes and routers are written in axum services, with axum-extra, utoipa-axum and aide.

; Router::new(), OpenApiRouter::with_openapi(…), ApiRouter::new()
(call_expression
  function: (scoped_identifier
    path: [(identifier) (scoped_identifier) (generic_type)] @_of
    name: (identifier) @name)
  (#match? @_of "(^|::)(Router|OpenApiRouter|ApiRouter)\\b")
  (#any-of? @name "new" "default" "with_openapi")) @router

; .route("/path", get(handler).post(handler)), .api_route("/path", …)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @route.method)
  arguments: (arguments
    . [(string_literal) (raw_string_literal)] @route.path) @route.arguments
  (#any-of? @route.method
    "route" "route_service" "route_with_tsr" "api_route" "api_route_with")) @route

; get(handler), routing::post(handler), .put(handler) of a method router
(call_expression
  function: [
    (identifier) @route.method
    (scoped_identifier name: (identifier) @route.method)
    (field_expression field: (field_identifier) @route.method)
  ]
  arguments: (arguments
    . [(identifier) (scoped_identifier) (closure_expression)] @route.handler)
  (#any-of? @route.method
    "get" "post" "put" "patch" "delete" "head" "options" "trace" "any"
    "get_with" "post_with" "put_with" "patch_with" "delete_with"))

; .typed_get(handler)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @route.method)
  arguments: (arguments
    . [(identifier) (scoped_identifier)] @route.handler) @route.arguments
  (#match? @route.method "^typed_")) @route

; #[utoipa::path(get, path = "/path")] above a handler
((attribute_item
  (attribute
    (scoped_identifier
      path: (identifier) @_crate
      name: (identifier) @_path)
    arguments: (token_tree
      . (identifier) @route.method
      (identifier) @_keyword
      . (string_literal) @route.path) @route.arguments)) @route
  . [(attribute_item) (line_comment)]*
  . (function_item
    name: (identifier) @route.handler
    parameters: (parameters) @route.parameters)
  (#eq? @_crate "utoipa")
  (#eq? @_path "path")
  (#eq? @_keyword "path"))

; .nest("/path", router), .merge(router)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @name)
  arguments: (arguments) @include.arguments
  (#any-of? @name "nest" "nest_service" "nest_api_service" "merge")) @include
