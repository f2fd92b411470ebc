//! Which edits come next? Numbers that look random and are the same each time.

/// A sequence, told by where it begins.
pub struct Numbers(pub u64);

impl Numbers {
    /// The next number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }

    /// Puts a piece somewhere, in place of fewer bytes than so many.
    pub fn replace(&mut self, text: &mut String, fewer_than: usize, pieces: &[&str]) {
        let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let start = boundary(self.below(text.len() + 1));
        let end = boundary((start + self.below(fewer_than)).min(text.len())).max(start);
        text.replace_range(start..end, pieces[self.below(pieces.len())]);
    }
}
