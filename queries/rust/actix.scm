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
