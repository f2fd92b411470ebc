; Where routes and routers are written in axum services, with axum-extra, utoipa-axum and aide.

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
