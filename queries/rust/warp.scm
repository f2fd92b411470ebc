; Where routes are written in warp services.

; warp::path("users")
(call_expression
  function: (scoped_identifier
    path: (identifier) @_of
    name: (identifier) @name)
  arguments: (arguments . (string_literal) @route.path)
  (#eq? @_of "warp")
  (#eq? @name "path")) @router

; path!("users" / u32), warp::path!("users")
(macro_invocation
  macro: [
    (identifier) @route.method
    (scoped_identifier name: (identifier) @route.method)
  ]
  (token_tree . (string_literal) @route.path) @route.arguments
  (#eq? @route.method "path")) @route
