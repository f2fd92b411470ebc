; Where routers are written in salvo services.

; Router::with_path("users/{id}")
(call_expression
  function: (scoped_identifier
    path: (identifier) @_of
    name: (identifier) @name)
  arguments: (arguments
    . [(string_literal) (raw_string_literal)] @route.path)
  (#eq? @_of "Router")
  (#eq? @name "with_path")) @router

; .push(router), .unshift(router)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @name)
  arguments: (arguments) @include.arguments
  (#match? @include.arguments "^\\(\\s*Router::")
  (#any-of? @name "push" "unshift")) @include
