"""What the examples in Rust on the pages of rules do: one list a rule, one proof for each `bad` example, in order.

Handlers that give nothing are made to give their names, so a proof may say which one answers. `None` stands for an
example that has nothing to prove by running it; say why. A rule that is not here has no `bad` example in Rust.
"""

from kinds import answers, both, does_not_compile, fails, repeats

# The bound of handlers, and a trait that is not implemented, are E0277.
NO_HANDLER = does_not_compile("E0277")

# A site that nobody knows may send requests with credentials.
EVIL = "https://evil.example"
REFLECTED = answers(
    "GET",
    "/",
    200,
    headers={"Origin": EVIL},
    gives={"Access-Control-Allow-Origin": EVIL, "Access-Control-Allow-Credentials": "true"},
)

PROOFS = {
    # inputs
    "body-on-get": [answers("GET", "/items", 415)],
    "body-not-last": [NO_HANDLER, NO_HANDLER],
    "not-a-handler": [NO_HANDLER, NO_HANDLER, NO_HANDLER, NO_HANDLER, NO_HANDLER],
    "path-params-mismatch": [answers("GET", "/orders/1/lines/2", 500), answers("GET", "/orders/1", 404)],
    "path-param-name-mismatch": [answers("GET", "/users/7", 400)],
    "unreadable-query-field": [answers("GET", "/search?text=a&number=3", 400), answers("GET", "/?ids=1", 400)],
    "optional-path": [both(answers("GET", "/pages/x", 400), answers("GET", "/pages/7", 200, "page 7"))],
    "outdated-extractor": [does_not_compile("E0195")],
    # project
    "removed-name": [
        does_not_compile("E0432"),
        does_not_compile("E0433"),
        does_not_compile("E0432"),
        does_not_compile("E0432"),
    ],
    # routing
    "conflicting-routes": [
        fails("conflict with previously registered route"),
        fails("conflict with previously registered route"),
    ],
    "contradicting-guard": [both(answers("PUT", "/jobs/rename", 404), answers("POST", "/jobs/start", 200))],
    "duplicate-route": [fails("Overlapping method route"), fails("ollision")],
    "layer-without-routes": [fails("Adding a route_layer before any routes")],
    "malformed-path": [
        fails("Path segments must not start with `:`"),
        both(answers("GET", "/users/7", 404), answers("GET", "/users/%7Bid%7D", 404)),
        fails("Nesting at the root is no longer supported"),
        fails("Invalid route"),
        answers("GET", "/users/7", 404),
        fails("Wrong path pattern"),
        fails("Wrong path pattern"),
        fails("route base error"),
        answers("GET", "/users/7", 404),
        answers("GET", "/users/7", 404),
    ],
    "merged-fallbacks": [fails("Cannot merge two `Router`s that both have a fallback")],
    "mixed-paths": [both(answers("GET", "/items", 200, "read"), answers("POST", "/items/7", 200, "create"))],
    "shadowed-route": [
        answers("GET", "/users/me", 200, "read"),
        answers("GET", "/users/me", 405),
        answers("GET", "/api/v2/users", 404),
    ],
    # security
    "cors-credentials": [fails("Cannot combine `Access-Control-Allow-Credentials: true`"), REFLECTED, REFLECTED],
    "uncovered-route": [both(answers("GET", "/documents", 401), answers("DELETE", "/documents/1", 200, "remove"))],
    # wiring
    "extractor-without-provider": [
        answers("GET", "/", 500),
        answers("GET", "/", 500),
        answers("GET", "/user", 500),
        answers("GET", "/", 500),
        fails(""),
    ],
    "state-per-worker": [repeats("GET", "/", 16)],
}
