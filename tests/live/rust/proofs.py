"""What the examples in Rust on the pages of rules do: one list a rule, one proof for each `bad` example, in order.

A rule that is not here has no example in Rust, or rules.py says which proof is missing.
"""

from kinds import answers, does_not_compile, fails, starts

# The trait bound of handlers, and a trait that is not implemented, are E0277.
NO_HANDLER = does_not_compile("E0277")

PROOFS = {
    # inputs
    "body-not-last": [NO_HANDLER, NO_HANDLER],
    "not-a-handler": [NO_HANDLER, NO_HANDLER, NO_HANDLER],
    "path-params-mismatch": [answers("GET", "/orders/1/lines/2", 500), answers("GET", "/orders/1", 404)],
    "path-param-name-mismatch": [answers("GET", "/users/7", 400)],
    "unreadable-query-field": [answers("GET", "/search?text=a&number=3", 400), answers("GET", "/?ids=1", 400)],
}
