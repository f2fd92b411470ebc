//! Which rules are there? One line each, in the order of the documentation.

use super::{Rule, inputs, outputs, project, routing, runtime, security, tests, wiring};

/// All rules.
pub static RULES: &[&Rule] = &[
    &routing::DUPLICATE_ROUTE,
    &routing::SHADOWED_ROUTE,
    &routing::CONFLICTING_ROUTES,
    &routing::CONTRADICTING_GUARD,
    &routing::MALFORMED_PATH,
    &routing::LAYER_WITHOUT_ROUTES,
    &routing::MERGED_FALLBACKS,
    &routing::MIXED_PATHS,
    &routing::DUPLICATE_OPERATION_ID,
    &inputs::PATH_PARAM_MISSING,
    &inputs::PATH_PARAM_NAME_MISMATCH,
    &inputs::INVALID_PATH_PARAM_DECLARATION,
    &inputs::IGNORED_PATH_PARAM_DEFAULT,
    &inputs::CONVERTER_MISMATCH,
    &inputs::BODY_ON_GET,
    &inputs::PATH_PARAMS_MISMATCH,
    &inputs::BODY_NOT_LAST,
    &inputs::NOT_A_HANDLER,
    &inputs::OUTDATED_EXTRACTOR,
    &inputs::OPTIONAL_PATH,
    &inputs::UNREADABLE_QUERY_FIELD,
    &outputs::BODY_ON_NO_CONTENT_STATUS,
    &outputs::RETURNED_HTTP_EXCEPTION,
    &outputs::REFUSED_OPERATION,
    &security::CORS_CREDENTIALS,
    &security::UNCOVERED_ROUTE,
    &wiring::UNINCLUDED_ROUTER,
    &wiring::ROUTES_ADDED_AFTER_INCLUDE,
    &wiring::INCLUDE_CYCLE,
    &wiring::CALLED_DEPENDENCY,
    &wiring::DEPENDENCY_CALLED_AS_DEFAULT,
    &wiring::DEPENDENCY_WITHOUT_DEPENDS,
    &wiring::DEPENDENCY_CYCLE,
    &wiring::EXTRACTOR_WITHOUT_PROVIDER,
    &wiring::STATE_PER_WORKER,
    &runtime::ON_EVENT_IGNORED,
    &runtime::BACKGROUND_TASK_CALLED,
    &runtime::DETACHED_BACKGROUND_TASKS,
    &tests::UNKNOWN_ROUTE_IN_TEST,
    &project::REMOVED_NAME,
    &project::UNUSED_SUPPRESSION,
];

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}
