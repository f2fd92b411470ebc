; Where routes and routers are written in actix-web services.

; App::new()
(call_expression
  function: (scoped_identifier
    path: [(identifier) (scoped_identifier)] @_of
    name: (identifier) @name)
  (#match? @_of "(^|::)App$")
  (#eq? @name "new")) @application

; web::scope("/path"), web::resource("/path")
(call_expression
  function: (scoped_identifier
    path: (identifier) @_of
    name: (identifier) @name)
  arguments: (arguments
    . [(string_literal) (raw_string_literal)]? @route.path)
  (#eq? @_of "web")
  (#any-of? @name "scope" "resource")) @router

; #[get("/path")] above a handler; Rocket's look the same, and its parameters stand in angle brackets
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
    "get" "post" "put" "patch" "delete" "head" "options" "trace" "connect" "route")
  (#not-match? @route.path "<"))

; web::get().to(handler), web::to(handler)
(call_expression
  function: [
    (field_expression field: (field_identifier) @route.method)
    (scoped_identifier
      path: (identifier) @_of
      name: (identifier) @route.method)
  ]
  arguments: (arguments
    . [(identifier) (scoped_identifier) (closure_expression)] @route.handler)
  (#eq? @route.method "to"))

; .service(…), .configure(…)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @name)
  arguments: (arguments) @include.arguments
  (#any-of? @name "service" "configure")) @include
