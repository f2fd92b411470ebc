//! Which services do programs with declared modules start, and what do they answer?

mod describe;
mod factory;
mod left;
mod start;
mod uncalled;
mod walk;

pub(super) use describe::{canonical, framework, interface, layers, missed, services, stand_in};
pub(super) use start::run;
pub(super) use walk::{
    covered, enter, guarded, guarded_away, hidden, inner, is_documentation, is_joint, is_layer, is_special, join,
    unreachable, without_unknown_prefix,
};
