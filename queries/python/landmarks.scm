; What is of interest in any Python file.

[
  (import_statement)
  (import_from_statement)
  (future_import_statement)
] @import

(function_definition
  name: (identifier) @name) @definition.function

(class_definition
  name: (identifier) @name) @definition.class

(decorator) @decorator

(call
  function: [
    (identifier) @name
    (attribute attribute: (identifier) @name)
  ]) @reference.call

(string) @string
