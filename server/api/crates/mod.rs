//! Which services do programs with declared modules start, and what do they answer?

mod describe;
mod left;
mod start;
mod walk;

pub(super) use describe::{canonical, framework, interface, layers, services, stand_in};
pub(super) use start::run;
pub(super) use walk::{
    guard, guarded, inner, is_documentation, is_joint, join, layers_over, unreachable, without_unknown_prefix,
};
