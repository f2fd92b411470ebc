//! Would handlers miss something of a model that they no longer get?

use super::endpoints::{doing, taken};
use super::kind::Kind;
use super::plan::Plan;
use super::usages::Role;
use crate::actions::schemas::field::is_required;
use crate::actions::{Bench, Refusal};
use crate::edit::Layout;

/// Handlers that read of what they take what clients no longer send. Whether what the server gives may be missing in
/// answers, because a handler answers what it took.
pub(super) fn refuse_readers(bench: &Bench, plan: &Plan, layout: &Layout) -> Result<bool, Refusal> {
    let mut keeps_nullable = false;
    for taken in taken(bench, plan.model.class.name) {
        let Some(facts) = bench.facts(taken.file) else { continue };
        let doing = doing(&facts, &taken);
        let missing = doing.read.iter().find(|name| plan.has(name, &[Kind::Server]));
        if let Some(missing) = missing.filter(|_| taken.role.is_some()) {
            let (handler, param) = (taken.handler, taken.param);
            return Err(Refusal::new(format!(
                "`{handler}` reads `{param}.{missing}`, which clients would no longer send"
            )));
        }
        if doing.is_handed_on && taken.role.is_some() && plan.fields.iter().any(|(_, kind)| *kind == Kind::Server) {
            let (handler, param) = (taken.handler, taken.param);
            return Err(Refusal::new(format!(
                "`{handler}` hands `{param}` on to code that may read what clients would no longer send"
            )));
        }
        if doing.is_dumped_whole && taken.role == Some(Role::Update) {
            return Err(Refusal::new(format!(
                "`{}` would write what was not sent: give the dump of `{}` `exclude_unset=True` first",
                taken.handler, taken.param
            )));
        }
        if doing.is_answered && taken.role.is_some() {
            let needed = plan
                .fields
                .iter()
                .find(|(field, kind)| *kind == Kind::Server && is_required(bench, plan.model, layout, *field));
            if let Some((field, _)) = needed {
                let why = format!("`{}` answers what it was sent, which would lack `{}`", taken.handler, field.name);
                return Err(Refusal::new(why));
            }
            keeps_nullable = true;
        }
    }
    Ok(keeps_nullable)
}
