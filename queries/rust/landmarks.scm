; What is of interest in any Rust file.

(use_declaration) @import

(function_item
  name: (identifier) @name) @definition.function

[
  (struct_item name: (type_identifier) @name)
  (enum_item name: (type_identifier) @name)
  (trait_item name: (type_identifier) @name)
  (union_item name: (type_identifier) @name)
] @definition.class

(attribute_item) @decorator

(call_expression
  function: [
    (identifier) @name
    (scoped_identifier name: (identifier) @name)
    (field_expression field: (field_identifier) @name)
    (generic_function function: (identifier) @name)
    (generic_function function: (scoped_identifier name: (identifier) @name))
    (generic_function function: (field_expression field: (field_identifier) @name))
  ]) @reference.call

(macro_invocation
  macro: [
    (identifier) @name
    (scoped_identifier name: (identifier) @name)
  ]) @reference.call

[
  (string_literal)
  (raw_string_literal)
] @string
