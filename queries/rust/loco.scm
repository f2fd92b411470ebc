; Where routes are written in loco services.

; .add("/path", get(handler))
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @route.method)
  arguments: (arguments
    . (string_literal) @route.path
    . (call_expression)) @route.arguments
  (#eq? @route.method "add")) @route
