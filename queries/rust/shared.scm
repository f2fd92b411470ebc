; What several frameworks write alike; each pattern stands once, with the names of all of them.

; Router::new(), OpenApiRouter::with_openapi(…) of axum, Route::new() of poem, Routes::new() of loco
(call_expression
  function: (scoped_identifier
    path: [(identifier) (scoped_identifier) (generic_type)] @_of
    name: (identifier) @name)
  (#match? @_of "(^|::)(Router|OpenApiRouter|ApiRouter|Route|OpenApiService|Routes|AppRoutes)\\b")
  (#any-of? @name "new" "default" "with_openapi" "at" "with_default_routes" "empty")) @router

; .route("/path", …) of axum and actix-web, .at("/path", …) of poem
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @route.method)
  arguments: (arguments
    . [(string_literal) (raw_string_literal)] @route.path) @route.arguments
  (#any-of? @route.method
    "route" "route_service" "route_with_tsr" "api_route" "api_route_with" "at")) @route

; get(handler), routing::post(handler), .put(handler) of axum, poem, loco and salvo
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

; .typed_get(handler) of axum-extra, .goal(handler) of salvo, .and_then(handler) of warp: the path stands elsewhere
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @route.method)
  arguments: (arguments
    . [(identifier) (scoped_identifier)] @route.handler) @route.arguments
  (#match? @route.method "^(typed_[a-z]+|goal|and_then)$")) @route

; #[get("/path")] above a handler, of actix-web and Rocket
((attribute_item
  (attribute
    [
      (identifier) @route.method
      (scoped_identifier name: (identifier) @route.method)
    ]
    arguments: (token_tree
      . [(string_literal) (raw_string_literal)] @route.path) @route.arguments)) @route
  . [(attribute_item) (line_comment)]*
  . (function_item
    name: (identifier) @route.handler
    parameters: (parameters) @route.parameters)
  (#any-of? @route.method
    "get" "post" "put" "patch" "delete" "head" "options" "trace" "connect" "route"))

; .nest("/path", …), .merge(…) of axum and poem, .service(…), .configure(…) of actix-web, .mount(…) of Rocket, .add_route(…) of loco
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @name)
  arguments: (arguments) @include.arguments
  (#any-of? @name
    "nest" "nest_service" "nest_api_service" "nest_no_strip" "merge" "service" "configure" "mount"
    "add_route" "add_routes" "nest_route" "nest_routes")) @include
