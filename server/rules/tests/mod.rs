//! Do tests test what there is? Calls of clients in tests.

mod unknown_route_in_test;

pub use unknown_route_in_test::UNKNOWN_ROUTE_IN_TEST;
