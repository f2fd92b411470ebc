; Where routes are written in dropshot services.

; #[endpoint { method = GET, path = "/path" }] above a handler
((attribute_item
  (attribute
    [
      (identifier) @_endpoint
      (scoped_identifier name: (identifier) @_endpoint)
    ]
    arguments: (token_tree
      . (identifier) @_method
      . (identifier) @route.method
      . (identifier) @_path
      . (string_literal) @route.path) @route.arguments)) @route
  . [(attribute_item) (line_comment)]*
  . (function_item
    name: (identifier) @route.handler
    parameters: (parameters) @route.parameters)
  (#eq? @_endpoint "endpoint")
  (#eq? @_method "method")
  (#eq? @_path "path"))

; .register(handler)
(call_expression
  function: (field_expression
    value: (_) @receiver
    field: (field_identifier) @name)
  arguments: (arguments . [(identifier) (scoped_identifier)]) @include.arguments
  (#eq? @name "register")) @include
