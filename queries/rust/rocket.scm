; Where routes are written in Rocket services.

; rocket::build(), rocket::custom(…)
(call_expression
  function: (scoped_identifier
    path: (identifier) @_of
    name: (identifier) @name)
  (#eq? @_of "rocket")
  (#any-of? @name "build" "custom")) @application

; #[route(GET, uri = "/path")] above a handler
((attribute_item
  (attribute
    (identifier) @_route
    arguments: (token_tree
      . (identifier) @route.method
      . (identifier) @_keyword
      . (string_literal) @route.path) @route.arguments)) @route
  . [(attribute_item) (line_comment)]*
  . (function_item
    name: (identifier) @route.handler
    parameters: (parameters) @route.parameters)
  (#eq? @_route "route")
  (#eq? @_keyword "uri"))
