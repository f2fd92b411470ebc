//! What does a tree say? Lowering: one file's tree to its [`Facts`](crate::facts::Facts), one module per language.
