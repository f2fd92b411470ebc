//! Which links of a chain that makes a router add routes to it?

use crate::facts::Name;

/// Whether a link adds routes to a router.
pub fn adds_routes(link: Name) -> bool {
    const NAMES: [&str; 10] = [
        "route",
        "route_service",
        "route_with_tsr",
        "routes",
        "nest",
        "nest_service",
        "merge",
        "api_route",
        "api_route_with",
        "nest_api_service",
    ];
    NAMES.contains(&link.as_str()) || link.starts_with("typed_")
}
