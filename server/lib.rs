#![doc = include_str!("../ARCHITECTURE.md")]

pub mod api;
pub mod cli;
pub mod engine;
pub mod eval;
pub mod facts;
pub mod frameworks;
pub mod languages;
pub mod syntax;
pub mod text;
