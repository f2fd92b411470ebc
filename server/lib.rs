#![doc = include_str!("../ARCHITECTURE.md")]
//!
//! [`Facts`]: crate::facts::Facts
//! [`Code`]: crate::facts::Code
//! [`Spans`]: crate::facts::Spans
//! [`Place`]: crate::facts::Place
//! [`Api`]: crate::api::Api
//! [`Service`]: crate::api::Service
//! [`Endpoint`]: crate::api::Endpoint
//! [`Unresolved`]: crate::api::Unresolved
//! [`World`]: crate::eval::World
//! [`Machine`]: crate::eval::Machine
//! [`Library`]: crate::eval::Library
//! [`Snapshot`]: crate::engine::Snapshot
//! [`Snapshot::locate`]: crate::engine::Snapshot::locate

pub mod api;
pub mod cli;
pub mod engine;
pub mod eval;
pub mod facts;
pub mod frameworks;
pub mod ide;
pub mod languages;
pub mod lsp;
pub mod syntax;
pub mod text;
