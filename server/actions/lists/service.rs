//! Which function one call away asks for the rows of a handler's list?

use super::body::Body;
use super::bounds::Bounds;
use super::envelope::Envelope;
use super::ground::Ground;
use crate::actions::{Bench, Refusal};
use crate::edit::{Draft, Imports};
use crate::facts::{Facts, Function};
use std::sync::Arc;

/// The function, and how the handler calls it.
#[derive(Clone)]
pub(super) struct Service {
    pub(super) facts: Arc<Facts>,
    pub(super) function: Function,
}

impl Service {
    pub(super) fn of(_: &Bench, _: Body, _: &Function) -> Result<Option<Self>, Refusal> {
        Ok(None)
    }

    pub(super) fn edit(
        &self,
        _: &Bench,
        _: &mut Draft,
        _: &Ground,
        _: &Bounds,
        _: Option<&Envelope>,
        _: &mut Imports,
    ) -> Result<(), Refusal> {
        Err(Refusal::overlap())
    }
}
