//! When does a start end that does not end by itself? After so many steps, so deep, with values so large; never by time.

use super::machine::Machine;
use crate::facts::Place;

/// How many elements cost as much as one step: about as long to copy.
const SIZE_PER_STEP: usize = 4;

/// After so many steps the world is asked whether anybody still wants the result.
const STEPS_UNASKED: u64 = 512;

/// Bytes of a name: names are never freed.
pub(super) const NAME: usize = 1_000;

/// A set in insertion order.
pub(super) type FxIndexSet<T> = indexmap::IndexSet<T, rustc_hash::FxBuildHasher>;

/// Bounds of one start, in steps and depth, never in time.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Expressions and statements.
    pub steps: u64,
    /// Calls on the stack.
    pub calls: usize,
    /// How often one function may be on the stack.
    pub recursion: usize,
    /// Turns of one loop.
    pub turns: usize,
    /// Nested evaluations, modules and calls included: keeps the stack of the thread.
    pub depth: usize,
    /// Elements of one list.
    pub elements: usize,
    /// Bytes of a text that is put together.
    pub text: usize,
    /// Classes in the linear order of one class.
    pub bases: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            steps: 3_000_000,
            calls: 40,
            recursion: 6,
            turns: 1_000,
            depth: 4_000,
            elements: 20_000,
            text: 64 << 10,
            bases: 200,
        }
    }
}

/// The end of a start by a bound.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// The bound, in words.
    pub by: &'static str,
    /// The statement that ran into it, if one was running.
    pub at: Option<Place>,
}

impl Machine<'_> {
    /// Runs one start with bounds of its own; how a bound ended it, if one did. What was registered until then stays.
    pub fn start(&mut self, steps: u64, run: impl FnOnce(&mut Self)) -> Option<Ended> {
        self.refuel(steps.min(self.allowance.saturating_sub(self.steps)));
        run(self);
        let ended = self.stopped.map(|by| Ended { by, at: self.stopped_at });
        self.frames.clear();
        (self.condition, self.journal, self.guards, self.depth) = (None, None, 0, 0);
        (self.raised, self.type_checking, self.suspended, self.import_guard) = (false, false, false, false);
        (self.startup, self.resume, self.resumed, self.missing) = (None, None, None, None);
        self.args.clear();
        self.left = None;
        self.forcing.clear();
        self.globbing.clear();
        self.refuel(self.bounds.steps);
        ended
    }

    /// Whether what shares an allowance has used it up.
    pub fn is_exhausted(&self) -> bool {
        self.steps >= self.allowance
    }

    /// Steps for what follows, whatever ended what came before.
    pub fn refuel(&mut self, steps: u64) {
        let steps = if self.world.is_interrupted() { 0 } else { steps };
        (self.fuel, self.stopped, self.stopped_at) = (steps, None, None);
    }

    /// Counts one step. `false` once a bound is hit: whoever asks gives up then.
    pub fn step(&mut self) -> bool {
        self.steps += 1;
        if self.steps.is_multiple_of(STEPS_UNASKED) && self.world.is_interrupted() {
            self.fuel = 0;
        }
        let owed = self.owed.take();
        if owed >= SIZE_PER_STEP {
            self.spend(owed);
        }
        if self.fuel == 0 {
            self.stopped.get_or_insert("too many steps");
            return false;
        }
        self.fuel -= 1;
        self.stopped.is_none()
    }

    /// Counts steps for elements or bytes that are copied at once: what grows with its size costs with its size.
    pub fn spend(&mut self, size: usize) {
        let steps = (size / SIZE_PER_STEP) as u64;
        self.steps += steps;
        self.fuel = self.fuel.saturating_sub(steps);
    }

    /// Counts work that is done where nothing changes; the next step pays for it.
    pub(super) fn owe(&self, size: usize) {
        self.owed.set(self.owed.get().saturating_add(size));
    }

    /// Remembers that a bound cut something short.
    pub fn limit(&mut self, what: &'static str, at: Place) {
        let at = self.user_site(at);
        if !self.library.is_model(at.file) {
            self.limits.insert((at, what));
        }
    }

    /// Runs something one level deeper; gives up with what `deep` makes if that is too deep.
    pub fn deeper<T>(&mut self, deep: impl FnOnce(&mut Self) -> T, run: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= self.bounds.depth {
            return deep(self);
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }
}

#[cfg(test)]
mod tests {
    use crate::eval::testing::MemoryWorld;
    use crate::eval::{Library, Machine};

    #[test]
    fn starts_that_share_an_allowance_end_when_it_is_used_up() {
        let (world, library) = (MemoryWorld::new(&[]), Library::default());
        let mut machine = Machine::new(&world, &library);
        machine.allowance = machine.steps + 15;
        let mut ended =
            |steps: u64| machine.start(steps, |machine| _ = (0..10).filter(|_| machine.step()).count()).is_some();
        assert_eq!([ended(100), ended(100), ended(100)], [false, true, true]);
        assert!(machine.is_exhausted());
        machine.allowance = u64::MAX;
        assert!(machine.start(100, |machine| _ = machine.step()).is_none());
    }
}
