; Where routes and routers are written in poem services, with poem-openapi.

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
